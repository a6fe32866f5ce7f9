using CanaryMesh.Analyzer.Analysis;

namespace CanaryMesh.Analyzer.Judging;

/// <summary>The limits of the built-in checks over one trial, judged by the canary's requests alone. A version within a limit is found beyond
/// it with a chance of at most 0.01, however often it is looked at. Not safe for several threads.</summary>
public sealed class LimitRun(JudgeSettings settings, IReadOnlyList<KeptLimit>? kept = null)
{
    private DateTimeOffset? _warmedUp;
    private List<LimitTrack> _tracks = [.. (kept ?? []).Select(LimitTrack.Of)];

    /// <summary>What has to be kept to go on after a restart.</summary>
    public IReadOnlyList<KeptLimit> Kept => [.. _tracks.Select(track => track.Kept)];

    /// <summary>Adds what was counted since the last look, and says what is known now. Another limit is another question: its evidence begins
    /// with the look that finds it. Nothing where failed windows are failed checks, or users are drawn, who fail again and again.</summary>
    public IReadOnlyList<LimitFinding> Look(DateTimeOffset at, IReadOnlyList<MetricCheck> checks, IReadOnlyList<Block> closed, bool isWarmingUp = false)
    {
        if (settings is not { Limits: LimitReading.Evidence, Unit: SplitUnit.Request })
        {
            return [];
        }

        _warmedUp = isWarmingUp ? at : _warmedUp;
        var limits = checks.Select(CheckLimit.Of).OfType<CheckLimit>().Distinct();
        _tracks = [.. limits.Select(limit => _tracks.Find(track => track.Limit == limit) ?? new(limit, at))];
        foreach (var track in _tracks)
        {
            track.RestartTo(at, settings.Restart);
            foreach (var block in closed)
            {
                track.Add(block);
            }
        }

        return [.. _tracks.Select(track => track.Finding(settings.SharedCause is SharedCause.Hold) with { HasWarmUp = HasWarmUp(track.Limit, checks, at) })];
    }

    private bool HasWarmUp(CheckLimit limit, IReadOnlyList<MetricCheck> checks, DateTimeOffset at) =>
        limit.Kind is CheckKind.RequestDuration && at - _warmedUp <= checks.Where(check => CheckLimit.Of(check) == limit).Max(check => check.Window);
}
