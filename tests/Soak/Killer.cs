using System.Globalization;
using CanaryMesh.Api.Names;
using CanaryMesh.Support;
using CanaryMesh.Support.Processes;

namespace CanaryMesh.Soak;

/// <summary>Kills one random process of ours every 20 seconds, and remembers the proxies among them.</summary>
internal sealed class Killer(TestCluster cluster, int seed)
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(20);
    private readonly Random _random = new(seed);
    private readonly List<Kill> _proxies = [];

    public IReadOnlyList<Kill> Proxies => _proxies;

    public async Task RunAsync(CancellationToken cancel)
    {
        using var beat = new PeriodicTimer(Every);
        try
        {
            while (await beat.WaitForNextTickAsync(cancel))
            {
                await KillAsync(OurProcesses.Killed[_random.Next(OurProcesses.Killed.Count)], cancel);
            }
        }
        catch (OperationCanceledException)
        {
            return;
        }
    }

    private async Task KillAsync(string kind, CancellationToken cancel)
    {
        var processes = cluster.Processes(kind).Where(each => ProcessFacts.Variable(each, ProxyEnvironment.PodNamespace) != OurProcesses.SteadyNamespace).ToList();
        if (processes.Count == 0)
        {
            return;
        }

        var process = processes[_random.Next(processes.Count)];
        var address = ProcessFacts.Variable(process, ProxyEnvironment.PodIps);
        var isCanary = ProcessFacts.Variable(process, ProxyEnvironment.Track) == AnnotationNames.Canary;
        var from = DateTimeOffset.UtcNow;
        await ProcessTree.SignalAsync(process, "KILL", cancel);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{from:HH:mm:ss} kill -9 {kind} {process} {(kind == OurProcesses.Proxy ? address : "")}"));
        if (kind == OurProcesses.Proxy && address is not null)
        {
            _proxies.Add(new Kill(address, isCanary, from, DateTimeOffset.UtcNow));
        }
    }
}
