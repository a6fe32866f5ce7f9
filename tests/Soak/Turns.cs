using System.Globalization;
using CanaryMesh.Support;

namespace CanaryMesh.Soak;

/// <summary>Sets one version after the other and keeps what is wrong with each turn.</summary>
internal sealed class Turns(ManagedWeb web, VersionPlan plan)
{
    private static readonly TimeSpan JudgedWithin = TimeSpan.FromMinutes(4);
    private readonly List<string> _faults = [];
    private Turn? _last;
    private int _count;

    public IReadOnlyList<string> Faults => _faults;

    public async Task RunAsync(DateTimeOffset until)
    {
        while (DateTimeOffset.UtcNow < until)
        {
            try
            {
                await NextAsync();
            }
            catch (TimeoutException late)
            {
                Fault(late.Message);
            }
        }

        Close();
    }

    private async Task NextAsync()
    {
        await web.RestAsync(CancellationToken.None);
        Close();
        var primary = await ServingAsync();
        var version = plan.Next(primary);
        var setAt = DateTimeOffset.UtcNow;
        await web.SetNewVersionAsync(version, (++_count).ToString(CultureInfo.InvariantCulture), CancellationToken.None);
        await web.Canary.UntilAsync(canary => canary.OnTrial, JudgedWithin, $"version {version} is on trial", CancellationToken.None);
        var onTrialAt = DateTimeOffset.UtcNow;
        var verdict = await web.JudgedAsync(JudgedWithin, CancellationToken.None);
        _last = new Turn(primary, version, setAt, onTrialAt, DateTimeOffset.UtcNow, web.Canary.Weights.Steps, verdict);
        Console.WriteLine($"{DateTimeOffset.UtcNow:HH:mm:ss} version {version} beside {primary}: {verdict.Phase} {verdict.Message}");
        if (VersionPlan.IsBad(version) && _last.IsPromoted)
        {
            Fault($"the bad version {version} was promoted");
        }
    }

    private void Close()
    {
        if (_last is { } turn)
        {
            ServedShares.Faults(turn, web.Load.Counts, DateTimeOffset.UtcNow).ToList().ForEach(Fault);
            _last = null;
        }
    }

    private async Task<string> ServingAsync()
    {
        var pods = await web.Cluster.Kubectl.GetAsync(CancellationToken.None, "pods", "-l", "app=web");
        var images = pods["items"]!.AsArray().Select(pod => (string)pod!["spec"]!["containers"]![0]!["image"]!).Distinct().ToList();
        return images is [var only] ? only[(only.LastIndexOf(':') + 1)..] : throw new TimeoutException($"at rest pods run {string.Join(", ", images)}");
    }

    private void Fault(string what)
    {
        Console.WriteLine($"{DateTimeOffset.UtcNow:HH:mm:ss} FAULT {what}");
        _faults.Add(what);
    }
}
