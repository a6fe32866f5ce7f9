using System.Globalization;
using System.Text.Json.Nodes;
using CanaryMesh.Api.Names;
using CanaryMesh.Support;

namespace CanaryMesh.Soak;

/// <summary>Sets one version after the other and keeps what is wrong with each turn.</summary>
internal sealed class Turns(ManagedWeb web, VersionPlan plan)
{
    private static readonly TimeSpan JudgedWithin = TimeSpan.FromMinutes(4);
    private static readonly TimeSpan EndsWithin = TimeSpan.FromSeconds(90);
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
        await BringProxiesAsync();
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

    // What the manual tells a team whose pods were made while the webhook was dead: one after the other is deleted, and comes back with its proxy.
    private async Task BringProxiesAsync()
    {
        while ((await web.Kubectl.GetAsync(CancellationToken.None, "pods", "-l", "app=web"))["items"]!.AsArray().FirstOrDefault(pod => !HasProxy(pod!)) is { } bare)
        {
            var name = (string)bare["metadata"]!["name"]!;
            Console.WriteLine($"{DateTimeOffset.UtcNow:HH:mm:ss} delete pod {name}, which has no proxy");
            await web.Kubectl.RunAsync(CancellationToken.None, "delete", "pod", name);
            await Eventually.TrueAsync(AllReadyAsync, EndsWithin, "every pod is ready again", CancellationToken.None);
        }
    }

    private async Task<bool> AllReadyAsync()
    {
        var target = await web.Kubectl.GetAsync(CancellationToken.None, "deploy", "web");
        return (int?)target["status"]!["readyReplicas"] == (int?)target["spec"]!["replicas"];
    }

    private static bool HasProxy(JsonNode pod) =>
        new[] { "initContainers", "containers" }.Any(list => pod["spec"]![list]?.AsArray().Any(each => (string?)each!["name"] == Installation.ProxyContainer) == true);

    private void Close()
    {
        if (_last is { } turn)
        {
            ServedShares.Faults(turn, web.Load.Counts, DateTimeOffset.UtcNow).ToList().ForEach(Fault);
            _last = null;
        }
    }

    /// <summary>The one version of all pods, once those of the last have ended.</summary>
    private async Task<string> ServingAsync()
    {
        List<string> images = [];
        await Eventually.TrueAsync(async () => (images = await ImagesAsync()).Count == 1, EndsWithin, "all pods run one version", CancellationToken.None);
        return images[0][(images[0].LastIndexOf(':') + 1)..];
    }

    private async Task<List<string>> ImagesAsync()
    {
        var pods = await web.Kubectl.GetAsync(CancellationToken.None, "pods", "-l", "app=web");
        return [.. pods["items"]!.AsArray().Select(pod => (string)pod!["spec"]!["containers"]![0]!["image"]!).Distinct()];
    }

    private void Fault(string what)
    {
        Console.WriteLine($"{DateTimeOffset.UtcNow:HH:mm:ss} FAULT {what}");
        _faults.Add(what);
    }
}
