using CanaryMesh.Api.Evidence;

namespace CanaryMesh.Analyzer.Judging;

/// <summary>Evidence as it is kept: how often money came into play, and the logarithm of what each bet is worth.</summary>
public sealed record EvidenceState(int Starts, IReadOnlyList<double> Logs)
{
    // A day and a half of minutes; what would come into play after that is less than a part in 10^20.
    private const int MostStarts = 2048;

    /// <summary>What each bet has gained in the block that is open; null where no block is capped.</summary>
    public IReadOnlyList<double>? Gains { get; init; }

    internal static EvidenceState Of(Evidence evidence) => new(evidence.Starts, [.. evidence.Logs]) { Gains = double.IsFinite(evidence.Calm) ? [.. evidence.Gains] : null };

    /// <summary>How often money has come into play, once at the beginning and once more after each <paramref name="every"/>.</summary>
    internal static int StartsAt(DateTimeOffset at, DateTimeOffset since, TimeSpan every) =>
        (int)Math.Min(1 + Math.Max(0, (long)((at - since) / every)), MostStarts);

    /// <summary>What was kept, brought to what can be.</summary>
    internal static int Kept(int starts) => Math.Clamp(starts, 1, MostStarts);

    internal Evidence In(Evidence evidence)
    {
        if (Logs.Count == evidence.Logs.Length)
        {
            evidence.Restore(Kept(Starts), [.. Logs]);
        }

        if (Gains?.Count == evidence.Gains.Length)
        {
            evidence.RestoreGains([.. Gains]);
        }

        return evidence;
    }
}
