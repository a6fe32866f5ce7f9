using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Api;

namespace CanaryMesh.Cluster.Tests.Definitions;

/// <summary>An API server with a definition of widgets.</summary>
internal sealed class DefinitionFixture : IAsyncDisposable
{
    public static readonly GroupResource Definitions = new("apiextensions.k8s.io", "customresourcedefinitions");
    public static readonly GroupResource Widgets = new("example.com", "widgets");
    public static readonly Identity Admin = new("admin", ["system:masters"]);

    private readonly ClusterServer server;
    private readonly CancellationTokenSource limit = new(TimeSpan.FromSeconds(60));

    private DefinitionFixture(ClusterServer server) => this.server = server;

    public IClusterApi Api => server.Api;

    public CancellationToken Cancel => limit.Token;

    public static async Task<DefinitionFixture> StartAsync() => new(await ClusterServer.StartAsync());

    public async Task DefineAsync(string versions = """[{"name":"v1","served":true,"storage":true,"subresources":{"status":{}},"schema":{"openAPIV3Schema":{"type":"object","properties":{"spec":{"type":"object","properties":{"size":{"type":"integer","default":3,"maximum":9}}},"status":{"type":"object","x-kubernetes-preserve-unknown-fields":true}}}}}]""")
    {
        await Api.CreateAsync(Definitions, null, Definition("widgets", versions), Admin, Cancel);
        await UntilAsync(Definitions, "widgets.example.com", d => Condition(d, "Established") == "True");
    }

    public static JsonObject Definition(string plural, string versions, string kind = "Widget") => (JsonObject)JsonNode.Parse($$$"""
        {"metadata":{"name":"{{{plural}}}.example.com"},"spec":{"group":"example.com","scope":"Namespaced","names":{"plural":"{{{plural}}}","kind":"{{{kind}}}"},"versions":{{{versions}}}}}
        """)!;

    public Task<JsonObject> CreateAsync(string name, string spec) =>
        Api.CreateAsync(Widgets, "default", (JsonObject)JsonNode.Parse($$$"""{"apiVersion":"example.com/v1","kind":"Widget","metadata":{"name":"{{{name}}}"},"spec":{{{spec}}}}""")!, Admin, Cancel);

    public static string? Condition(JsonObject? definition, string type) =>
        (string?)definition?["status"]?["conditions"]?.AsArray().FirstOrDefault(c => (string?)c!["type"] == type)?["status"];

    /// <summary>Waits until the object, null once it is gone, is as wished.</summary>
    public async Task UntilAsync(GroupResource kind, string name, Func<JsonObject?, bool> wished)
    {
        var from = Api.List(kind).ResourceVersion;
        if (wished(Api.Get(kind, null, name)))
        {
            return;
        }

        await foreach (var change in Api.WatchAsync(kind, null, from, Cancel))
        {
            if ((string?)change.Object["metadata"]?["name"] == name && wished(change.Type == "DELETED" ? null : change.Object))
            {
                return;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        limit.Dispose();
    }
}
