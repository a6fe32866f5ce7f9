using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Applying;
using CanaryMesh.Analyzer.Host.Tests.Observing;
using CanaryMesh.Analyzer.Kubernetes;
using CanaryMesh.Analyzer.Observing;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Host.Tests.Applying;

public sealed class ServiceActionsTests
{
    private readonly RecordingApi _api = new();

    [Fact]
    public async Task RemoveSupport_WhileAnotherCanaryLivesInTheNamespace_KeepsTheBundle()
    {
        var second = Thing.Canary();
        second["metadata"]!["name"] = "api";
        var services = new ServiceActions(_api, StillCache.Of(canaries: [AppliedWorld.Create().Canary, second]), () => null);

        await services.RemoveSupportAsync(AppliedWorld.Create(), CancellationToken.None);

        Assert.Empty(_api.Calls);
    }

    [Fact]
    public async Task EnsureSupport_OfAForeignService_DoesNotTouchIt()
    {
        var services = new ServiceActions(_api, StillCache.Of(services: [Thing.Service(name: "web-primary"), Thing.Service(name: "web-canary")]), () => null);

        await services.EnsureSupportAsync(AppliedWorld.Create(), CancellationToken.None);

        Assert.Empty(_api.Calls);
    }

    [Theory]
    [InlineData(null, "create services/web")]
    [InlineData("d1", "patch services/web")]
    [InlineData("another", "")]
    public async Task EnsureApex_OfAServiceThatIsAbsentOrOurs_WritesIt(string? owner, string calls)
    {
        var world = AppliedWorld.Asking();
        var found = Made(world, service => service["metadata"]!["ownerReferences"] = new JsonArray(new JsonObject { ["uid"] = owner }));
        var services = new ServiceActions(_api, StillCache.Of(services: owner is null ? [] : [found]), () => null);

        await services.EnsureApexAsync(world, CancellationToken.None);

        Assert.Equal(calls, string.Join(", ", _api.Calls));
    }

    [Fact]
    public async Task EnsureApex_OfOneThatIsOurs_WritesWhatWasReadAndKeepsItsPortsOnRecord()
    {
        var world = AppliedWorld.Asking();
        var services = new ServiceActions(_api, StillCache.Of(services: [Made(world, _ => { })]), () => null);

        await services.EnsureApexAsync(world, CancellationToken.None);

        var patch = (JsonObject)Assert.Single(_api.Patches);
        Assert.Equal(("77", world.WantedApex!.At("spec", "ports")!.ToJsonString()), (patch.Text("metadata", "resourceVersion"), patch.Annotation(AnnotationNames.MadePorts)));
    }

    [Fact]
    public async Task EnsureApex_OfOneThatTheTeamTookOver_OnlyLetsGoOfIt()
    {
        var world = AppliedWorld.Asking();
        var found = Made(world, service => service.Annotate("kubectl.kubernetes.io/last-applied-configuration", "{}"));
        var services = new ServiceActions(_api, StillCache.Of(services: [found]), () => null);

        await services.EnsureApexAsync(world, CancellationToken.None);

        Assert.Equal(
            $$$"""{"metadata":{"annotations":{"{{{AnnotationNames.MadePorts}}}":null},"ownerReferences":[],"resourceVersion":"77"}}""",
            Assert.Single(_api.Patches).ToJsonString());
    }

    private static JsonObject Made(RolloutWorld world, Action<JsonObject> change)
    {
        var made = (JsonObject)world.WantedApex!.DeepClone();
        made["metadata"]!["resourceVersion"] = "77";
        change(made);
        return made;
    }
}
