using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Analyzer.Routing;

namespace CanaryMesh.Analyzer.Host.Tests.Routing;

public sealed class ProviderChooserTests
{
    // asked, onboarded with, pods in the mesh, gateways, served → chosen, and part of what is wrong.
    [Theory]
    [InlineData(null, null, false, false, "istio", "CanaryMesh", null)]
    [InlineData(null, null, true, false, "istio", "Istio", null)]
    [InlineData(null, null, true, false, "", "CanaryMesh", null)]
    [InlineData(null, null, false, true, "istio gateway", "GatewayApi", null)]
    [InlineData(null, null, true, true, "istio gateway", "GatewayApi", null)]
    [InlineData(null, null, true, true, "istio", "Istio", null)]
    [InlineData("canarymesh", null, true, true, "istio gateway", "CanaryMesh", null)]
    [InlineData("kubernetes", null, true, false, "istio", "Kubernetes", null)]
    [InlineData("istio", null, false, false, "istio", "Istio", null)]
    [InlineData("istio", null, true, false, "", null, "needs virtualservices and destinationrules")]
    [InlineData("gatewayapi:v1", null, false, true, "istio", null, "needs httproutes")]
    [InlineData("linkerd", null, false, false, "istio", null, "linkerd is not supported; legal is canarymesh, kubernetes, istio, gatewayapi:v1")]
    [InlineData("linkerd", "Istio", false, false, "istio", "Istio", "linkerd is not supported")]
    [InlineData(null, "CanaryMesh", true, true, "istio gateway", "CanaryMesh", null)]
    [InlineData(null, "Istio", false, false, "istio", "Istio", null)]
    [InlineData("istio", "CanaryMesh", true, false, "istio", "CanaryMesh", "it was onboarded with canarymesh and stays with it; istio takes effect")]
    [InlineData("canarymesh", "Istio", true, false, "istio", "Istio", "it was onboarded with istio and stays")]
    [InlineData("gatewayapi:v1", "Istio", true, true, "istio gateway", "Istio", "it was onboarded with istio and stays")]
    [InlineData("kubernetes", "CanaryMesh", false, false, "", "Kubernetes", null)]
    [InlineData(null, "Istio", true, false, "", null, "needs virtualservices")]
    public void Choose_IsWhatIsAskedForElseWhatWasElseTheMesh(string? asked, string? before, bool inMesh, bool gateways, string served, string? chosen, string? fault)
    {
        var (choice, why) = ProviderChooser.Choose(new()
        {
            Asked = asked,
            Recorded = before is null ? null : new(Enum.Parse<ProviderKind>(before), "before"),
            Mesh = inMesh ? MeshFinding.Inside : MeshFinding.Outside,
            HasApex = true,
            HasServer = true,
            HasGateways = gateways,
            Serves = kind => kind is ProviderKind.Istio ? served.Contains("istio", StringComparison.Ordinal) : served.Contains("gateway", StringComparison.Ordinal),
        });

        Assert.Equal(chosen, choice?.Kind.ToString());
        Assert.Equal(fault is null, why is null);
        Assert.Contains(fault ?? "", why ?? "", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, true, "no Service of its name")]
    [InlineData(true, false, "without a metrics server")]
    public void Choose_OfAMeshThatCouldNotBeJudged_IsTheProxies(bool apex, bool server, string why)
    {
        var (choice, _) = ProviderChooser.Choose(new() { Mesh = MeshFinding.Inside, HasApex = apex, HasServer = server, Serves = _ => true });

        Assert.Equal(ProviderKind.CanaryMesh, choice!.Kind);
        Assert.Contains(why, choice.Why, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, "")]
    [InlineData(false, "its pods are in no mesh")]
    public void Choose_BeforeThereArePods_IsNoneYetWhereThereMayBeAMesh(bool served, string why) => Assert.Equal(
        new ProviderChoice(ProviderKind.CanaryMesh, why), ProviderChooser.Choose(new() { Mesh = MeshFinding.Unknown, Serves = _ => served }).Choice);

    // Beside a mesh that the proxies do not route by, a STRICT peer refuses them; who finds that nothing arrives has to find the reason.
    [Theory]
    [InlineData("canarymesh", true, "istio", true)]
    [InlineData("kubernetes", true, "istio", true)]
    [InlineData(null, true, "", true)]
    [InlineData(null, true, "istio", false)]
    [InlineData("canarymesh", false, "istio", false)]
    [InlineData(null, false, "", false)]
    public void Choose_ProxiesBesideAMesh_SaysWhatStrictMeans(string? asked, bool inMesh, string served, bool said)
    {
        var (choice, _) = ProviderChooser.Choose(new() { Asked = asked, Mesh = inMesh ? MeshFinding.Inside : MeshFinding.Outside, HasApex = true, HasServer = true, Serves = kind => served == "istio" && kind is ProviderKind.Istio });

        Assert.Equal(said, choice!.Why.Contains("mesh-present: ", StringComparison.Ordinal) && choice.Why.Contains("STRICT", StringComparison.Ordinal));
    }
}
