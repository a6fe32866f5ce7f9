using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Controllers.EndpointSlices;
using CanaryMesh.Cluster.Controllers.Objects;
using CanaryMesh.Cluster.Json;

namespace CanaryMesh.Cluster.Tests.Controllers;

/// <summary>Which number a Service's port name stands for in each pod: what steering by name rests on, as a real Kubernetes 1.36 has it.</summary>
public sealed class PortResolutionTests
{
    private const string Steered = "cm-s-8080";

    [Theory]
    [InlineData("sidecar and app", """[{"name":"app","ports":[{"name":"http","containerPort":8080}]}]""", "http", 8080)]
    [InlineData("sidecar alone", """[{"name":"app","ports":[{"containerPort":8080}]}]""", "http", 14080)]
    [InlineData("renumbered", """[{"name":"app","ports":[{"name":"http","containerPort":14080},{"name":"cm-a-8080","containerPort":8080}]}]""", null, 14080)]
    [InlineData("two containers", """[{"name":"app","ports":[{"name":"http","containerPort":8080}]},{"name":"other","ports":[{"name":"http","containerPort":9090}]}]""", null, 8080)]
    [InlineData("nobody", """[{"name":"app","ports":[{"containerPort":8080}]}]""", null, null)]
    public void Name_OfAServicesPort_StandsForOneNumberInAPod(string pod, string containers, string? ofSidecar, int? expected)
    {
        var given = Samples.Pod(pod.Replace(' ', '-'));
        given["spec"]!["containers"] = JsonNode.Parse(containers);
        given["spec"]!["initContainers"] = ofSidecar is null ? null : new JsonArray(Sidecar(ofSidecar, 14080, "TCP"));

        Assert.Equal(expected, SlicePort.Resolve(Samples.Service(), given).SingleOrDefault()?.Number);
    }

    [Theory]
    [InlineData("cm-s-8080", 14080)]
    [InlineData("http", null)]
    public void BarePod_OnceTheServiceIsSteered_GetsNoTraffic(string name, int? expected)
    {
        var given = Samples.Pod("bare", port: 14080);
        given["spec"]!["containers"]![0]!["ports"]![0]!["name"] = name;

        Assert.Equal(expected, SlicePort.Resolve(Samples.Service($"\"{Steered}\""), given).SingleOrDefault()?.Number);
    }

    [Fact]
    public async Task Slices_OfPodsWithDifferentNumbers_AreOnePerPortSet()
    {
        await using var cluster = await ControllerCluster.StartAsync();
        await cluster.CreateAsync(Resources.Services, Samples.Service());
        await cluster.CreateAsync(Resources.Pods, Samples.Pod("a", port: 8080));
        await cluster.CreateAsync(Resources.Pods, Samples.Pod("b", port: 14080));

        var slices = await cluster.UntilAsync(Resources.EndpointSlices, all => all.Sum(s => s.Objects("endpoints").Count(IsReady)) == 2);

        Assert.Equal([8080, 14080], slices.Select(s => s.Objects("ports").Single().Number("port")!.Value).Order());
    }

    [Fact]
    public void Resolve_ByName_PrefersContainersToSidecarsAndMindsTheProtocol()
    {
        var pod = Samples.Pod("a", port: 8080);
        pod["spec"]!["initContainers"] = new JsonArray(
            Sidecar("http", 14080, "TCP"), Sidecar("metrics", 9090, "TCP"), Sidecar("dns", 53, "TCP"));

        Assert.Equal(8080, Assert.Single(SlicePort.Resolve(Samples.Service(), pod)).Number);
        Assert.Equal(9090, Assert.Single(SlicePort.Resolve(Samples.Service("\"metrics\""), pod)).Number);
        Assert.Empty(SlicePort.Resolve(Samples.Service("\"nobody\""), pod));
        Assert.Equal(9999, Assert.Single(SlicePort.Resolve(Samples.Service("9999"), pod)).Number);
    }

    private static bool IsReady(JsonObject endpoint) => endpoint.Flag("conditions", "ready") == true;

    private static JsonObject Sidecar(string name, int port, string protocol) => new()
    {
        ["restartPolicy"] = "Always",
        ["ports"] = new JsonArray(new JsonObject { ["name"] = name, ["containerPort"] = port, ["protocol"] = protocol }),
    };
}
