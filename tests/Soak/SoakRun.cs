using System.Globalization;
using CanaryMesh.Support;

namespace CanaryMesh.Soak;

/// <summary>The whole run, and what came of it.</summary>
internal static class SoakRun
{
    private static readonly TimeSpan ComesBackWithin = TimeSpan.FromSeconds(90);

    public static async Task<int> RunAsync(SoakOptions options, string folder)
    {
        // With the usual back-off there would soon be nothing left to kill, and nobody to judge.
        await using var web = await ManagedWeb.StartAsync(folder, CancellationToken.None, "--network-log", "Debug", "--crash-delay-limit", "10");
        await using var steady = await ManagedWeb.AddAsync(web.Cluster, OurProcesses.SteadyNamespace, CancellationToken.None);
        await using var endpoints = new EndpointWatch(web.Kubectl);
        endpoints.Start();
        var (killer, memory, turns) = (new Killer(web.Cluster, options.Seed), new MemoryWatch(web.Cluster), new Turns(web, new VersionPlan(options.Seed)));
        using var stop = new CancellationTokenSource();
        var watching = memory.RunAsync(stop.Token);
        await WithKillsAsync(killer, turns, DateTimeOffset.UtcNow.AddMinutes(options.Minutes));
        // Whoever is killed every minute cannot show where its memory goes.
        await Eventually.TrueAsync(memory.SeesAll, ComesBackWithin, "every killed process is back", CancellationToken.None);
        await turns.RunAsync(DateTimeOffset.UtcNow.AddMinutes(options.QuietMinutes));
        await stop.CancelAsync();
        await watching;
        await Task.WhenAll(web.Load.StopAsync(), steady.Load.StopAsync());
        var outages = killer.Proxies.Select(kill => new Outage(kill.Address, kill.IsCanary, kill.From, kill.DeadBy, endpoints.LeftAfter(kill.Address, kill.From))).ToList();
        return Report(web, steady, turns, memory, outages, ConnectionLog.Read(ReadShared(Path.Combine(folder, "logs", "cluster.log"))));
    }

    private static async Task WithKillsAsync(Killer killer, Turns turns, DateTimeOffset until)
    {
        using var stop = new CancellationTokenSource();
        var killing = killer.RunAsync(stop.Token);
        await turns.RunAsync(until);
        await stop.CancelAsync();
        await killing;
    }

    private static int Report(ManagedWeb web, ManagedWeb steady, Turns turns, MemoryWatch memory, List<Outage> outages, ConnectionLog connections)
    {
        outages.ForEach(Console.WriteLine);
        var counts = web.Load.Counts.Snapshot();
        var lost = LostByUs.Judge(counts, connections, outages).ToList();
        lost.ForEach(each => Console.WriteLine(each.Line));
        var flat = memory.Verdicts().ToList();
        flat.ForEach(each => Console.WriteLine(each.Line));
        var beside = steady.Load.Counts.Snapshot();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"the app beside, none of whose proxies was killed: sent {beside.Sent}, lost {beside.Lost}"));
        beside.FirstLost.ToList().ForEach(each => Console.WriteLine(each));
        var byUs = lost.Count(each => each.ByUs) + beside.Lost;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"sent {counts.Sent}, lost by us {byUs}, in or led to a killed proxy's pod {lost.Count(each => !each.ByUs)}; {turns.Faults.Count} faults of turns"));
        var broken = byUs + turns.Faults.Count + flat.Count(each => !each.Flat);
        Console.WriteLine(broken == 0 ? "held" : string.Create(CultureInfo.InvariantCulture, $"broken: {broken}"));
        return broken == 0 ? 0 : 1;
    }

    // The cluster still writes to it.
    private static IEnumerable<string> ReadShared(string path)
    {
        using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        while (reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }
}
