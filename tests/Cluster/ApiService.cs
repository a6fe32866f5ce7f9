using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Api;

namespace CanaryMesh.Cluster;

/// <summary>The Service kubernetes and its endpoints.</summary>
internal static class ApiService
{
    private static readonly Identity Server = new("system:apiserver", ["system:masters"]);

    public static async Task CreateAsync(ClusterServer server, CancellationToken cancel)
    {
        await server.Api.CreateAsync(new GroupResource("", "services"), "default", new JsonObject
        {
            ["metadata"] = new JsonObject { ["name"] = "kubernetes", ["labels"] = new JsonObject { ["component"] = "apiserver", ["provider"] = "kubernetes" } },
            ["spec"] = new JsonObject { ["ports"] = new JsonArray(new JsonObject { ["name"] = "https", ["port"] = 443, ["targetPort"] = server.Port }) },
        }, Server, cancel);
        await server.Api.CreateAsync(new GroupResource("discovery.k8s.io", "endpointslices"), "default", new JsonObject
        {
            ["metadata"] = new JsonObject { ["name"] = "kubernetes", ["labels"] = new JsonObject { ["kubernetes.io/service-name"] = "kubernetes" } },
            ["addressType"] = "IPv4",
            ["endpoints"] = new JsonArray(new JsonObject { ["addresses"] = new JsonArray("127.0.0.1"), ["conditions"] = new JsonObject { ["ready"] = true } }),
            ["ports"] = new JsonArray(new JsonObject { ["name"] = "https", ["port"] = server.Port, ["protocol"] = "TCP" }),
        }, Server, cancel);
    }
}
