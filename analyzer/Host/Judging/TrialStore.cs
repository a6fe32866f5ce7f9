using System.Collections.Concurrent;
using CanaryMesh.Analyzer.Kubernetes;
using CanaryMesh.Analyzer.Observing;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Judging;

/// <summary>Reads what a predecessor kept of a trial. What cannot be read for some seconds is done without: a trial is never kept waiting.</summary>
internal sealed partial class TrialStore(IKubeApi api, TimeProvider time, ILogger<TrialStore> logger)
{
    private static readonly TimeSpan PatienceOfATick = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private readonly ConcurrentDictionary<RolloutKey, DateTimeOffset> _asked = [];

    /// <summary>Null while it is not known whether there is any; without a trial where it begins anew.</summary>
    public async Task<KeptReading?> ReadAsync(RolloutWorld world, string version, CancellationToken cancellation)
    {
        var key = world.Seen.Key;
        var place = JudgedMap.PlaceOf(world, version).Key;
        var result = await GetAsync(place, cancellation);
        if (result is { Ok: false, NotFound: false })
        {
            // Who gives no answer may have it, and takes no writes meanwhile either.
            var isOver = !result.Unreachable && time.GetUtcNow() - _asked.GetOrAdd(key, _ => time.GetUtcNow()) >= Patience;
            if (!isOver)
            {
                return null;
            }

            LogUnread(key.ToString(), place.Name, result.Code, result.Message);
        }

        Forget(key);
        return new(Parsed(key, result), (what) => LogAnew(key.ToString(), place.Name, what));
    }

    public void Forget(RolloutKey key) => _asked.TryRemove(key, out _);

    public void ForgetAll() => _asked.Clear();

    private KeptTrial? Parsed(RolloutKey key, KubeResult result)
    {
        if (result.Object is not { } map || map.Text("data", JudgedNames.State) is not { } text)
        {
            return null;
        }

        var (kept, fault) = JudgedMap.IsOurs(map) ? KeptTrial.Read(text) : (null, "");
        if (kept is null)
        {
            LogAnew(key.ToString(), map.Text("metadata", "name") ?? "", JudgedMap.IsOurs(map) ? $"its state is damaged: {fault}" : "it is not ours");
        }

        return kept;
    }

    private async Task<KubeResult> GetAsync(ObjectKey place, CancellationToken cancellation)
    {
        using var patience = new CancellationTokenSource(PatienceOfATick, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellation, patience.Token);
        try
        {
            return await api.GetAsync(KubeKind.ConfigMaps, place.Namespace, place.Name, both.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return KubeResult.NoAnswer("no answer in time");
        }
    }
}
