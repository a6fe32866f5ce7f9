using CanaryMesh.Load;
using CanaryMesh.Support;

namespace CanaryMesh.EndToEnd.Tests;

/// <summary>One cluster with CanaryMesh for every class that leaves its shared parts alone: each app has a namespace of its own, and classes run side by side.</summary>
internal static class SharedCluster
{
    private static readonly Lazy<Task<TestCluster>> Cluster = new(StartAsync);
    private static int _apps;

    /// <summary>Part of every namespace's name: a real cluster may still have those of the last run.</summary>
    public static string Run { get; } = Guid.NewGuid().ToString("n")[..6];

    public static Task<TestCluster> StartedAsync() => Cluster.Value;

    /// <summary>One more managed app. The cluster ends with the test process.</summary>
    public static async Task<ManagedWeb> AddAsync(string name) => await ManagedWeb.AddAsync(await Cluster.Value, Numbered(name), CancellationToken.None);

    /// <summary>One more app under load that is not in our care yet.</summary>
    public static async Task<ManagedWeb> AddPlainAsync(string name, Func<LoadPlan, LoadPlan> change) =>
        await ManagedWeb.AddPlainAsync(await Cluster.Value, Numbered(name), change, CancellationToken.None);

    private static string Numbered(string name) => $"{name}-{Run}-{Interlocked.Increment(ref _apps)}";

    private static async Task<TestCluster> StartAsync()
    {
        var cluster = await TestCluster.StartAsync(Folders.Of("shared"), CancellationToken.None);
        await cluster.InstallAsync(CancellationToken.None);
        return cluster;
    }
}
