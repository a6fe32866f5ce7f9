using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Api;
using CanaryMesh.Cluster.Network;
using CanaryMesh.Cluster.Node;
using CanaryMesh.Cluster.Requests;
using Microsoft.Extensions.Logging.Abstractions;

namespace CanaryMesh.Cluster.Tests.Node;

/// <summary>A node on an API server of memory, on loopback addresses of its own.</summary>
public sealed class NodeFixture : IAsyncLifetime, ITokenRequests
{
    private static readonly Identity Admin = new("admin", ["system:masters"]);
    private static readonly GroupResource Pods = new("", "pods");

    private readonly LoopbackClaim claim = LoopbackClaim.Take();
    private readonly string state = Directory.CreateTempSubdirectory("cluster-node-").FullName;
    private int tokens;

    public IClusterApi Api { get; } = ClusterApi.InMemory();

    public HostsSource Hosts { get; } = new();

    public LocalNode Node { get; private set; } = null!;

    public string State => state;

    public LoopbackRange PodRange => claim.Pods;

    public LoopbackRange ServiceRange => claim.Services;

    public string ImageMapFile => Path.Combine(state, "images.json");

    public async Task InitializeAsync()
    {
        var options = new NodeOptions
        {
            StateFolder = state,
            PodRange = claim.Pods,
            ImageMap = ImageMapFile,
            CrashDelay = TimeSpan.FromMilliseconds(200),
            VolumeRefresh = TimeSpan.FromMilliseconds(50),
            Words = new Dictionary<string, string> { ["WORD"] = "word" },
        };
        Node = await LocalNode.StartAsync(options, Api, this, Hosts, NullLoggerFactory.Instance, CancellationToken.None);
    }

    public async Task DisposeAsync()
    {
        await Node.DisposeAsync();
        claim.Dispose();
        Directory.Delete(state, recursive: true);
    }

    public Task<IssuedToken> RequestAsync(TokenDemand demand, CancellationToken cancel) =>
        Task.FromResult(new IssuedToken($"{demand.Audience}-{Interlocked.Increment(ref tokens)}", DateTimeOffset.UtcNow.AddHours(1)));

    public Task CreateAsync(GroupResource kind, string json) => CreateAsync(kind, JsonNode.Parse(json)!.AsObject());

    public Task CreateAsync(GroupResource kind, JsonObject body) => Api.CreateAsync(kind, "test", body, Admin, CancellationToken.None);

    /// <summary>Makes a pod bound to the node from the JSON of its spec.</summary>
    public Task CreatePodAsync(string name, string spec)
    {
        var body = new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Pod",
            ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = "test", ["labels"] = new JsonObject { ["app"] = name } },
            ["spec"] = JsonNode.Parse(spec),
        };
        body["spec"]!["nodeName"] = "local";
        body["spec"]!["terminationGracePeriodSeconds"] ??= 1;
        return CreateAsync(Pods, body);
    }

    public Task DeletePodAsync(string name) => Api.DeleteAsync(Pods, "test", name, null, null, null, Admin, CancellationToken.None);

    public Task UpdateAsync(GroupResource kind, JsonObject body, string? subresource = null) =>
        Api.UpdateAsync(kind, body, subresource, Admin, CancellationToken.None);

    public IReadOnlyList<string?> EventReasons(string pod) =>
        [.. Api.List(new GroupResource("", "events"), "test").Items
            .Where(item => (string?)item["involvedObject"]?["name"] == pod).Select(item => (string?)item["reason"])];

    public JsonObject? Pod(string name) => Api.Get(Pods, "test", name);

    public async Task<string> LogAsync(string pod, bool follow = false, int? tail = null, bool previous = false)
    {
        await using var log = await Node.ReadAsync("test", pod, "app", follow, tail, previous, CancellationToken.None);
        return log is null ? "" : await new StreamReader(log).ReadToEndAsync();
    }

    /// <summary>Waits until the pod's object fits.</summary>
    public async Task<JsonObject> WaitForPodAsync(string name, Func<JsonObject, bool> fits)
    {
        await Eventually.TrueAsync(() => Pod(name) is { } pod && fits(pod), () => Pod(name)?.ToJsonString() ?? "no pod");
        return Pod(name)!;
    }

    public Task WaitUntilGoneAsync(string name) => Eventually.TrueAsync(() => Pod(name) is null, () => Pod(name)?.ToJsonString() ?? "");
}
