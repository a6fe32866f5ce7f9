using System.Globalization;
using CanaryMesh.Support;
using CanaryMesh.Support.Processes;

namespace CanaryMesh.Soak;

/// <summary>Kills one random process of ours every 20 seconds, and remembers when a proxy was among them.</summary>
internal sealed class Killer(TestCluster cluster, int seed)
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan LeavesWithin = TimeSpan.FromSeconds(5);
    private static readonly string[] Kinds = ["canarymesh-analyzer", "canarymesh-webhook", "canarymesh-proxy"];
    private readonly List<DateTimeOffset> _proxies = [];
    private readonly Random _random = new(seed);

    public async Task RunAsync(CancellationToken cancel)
    {
        using var beat = new PeriodicTimer(Every);
        try
        {
            while (await beat.WaitForNextTickAsync(cancel))
            {
                await KillAsync(Kinds[_random.Next(Kinds.Length)], cancel);
            }
        }
        catch (OperationCanceledException)
        {
            return;
        }
    }

    /// <summary>Whether a request that was sent then may have been in a killed proxy, or connecting to its pod.</summary>
    public bool Excuses(DateTimeOffset sentAt, double tookMilliseconds) =>
        _proxies.Exists(killed => sentAt < killed + LeavesWithin && sentAt.AddMilliseconds(tookMilliseconds) >= killed);

    private async Task KillAsync(string kind, CancellationToken cancel)
    {
        var processes = cluster.Processes(kind);
        if (processes.Count == 0)
        {
            return;
        }

        var process = processes[_random.Next(processes.Count)];
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{DateTimeOffset.UtcNow:HH:mm:ss} kill -9 {kind} {process}"));
        if (kind == "canarymesh-proxy")
        {
            _proxies.Add(DateTimeOffset.UtcNow);
        }

        await ProcessTree.SignalAsync(process, "KILL", cancel);
    }
}
