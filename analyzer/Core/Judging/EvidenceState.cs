using CanaryMesh.Api.Evidence;

namespace CanaryMesh.Analyzer.Judging;

/// <summary>Evidence as it is kept: how often money came into play, and the logarithm of what each bet is worth.</summary>
public sealed record EvidenceState(int Starts, IReadOnlyList<double> Logs)
{
    // A day and a half of minutes; what would come into play after that is less than a part in 10^20.
    internal const int MostStarts = 2048;

    internal static EvidenceState Of(Evidence evidence) => new(evidence.Starts, [.. evidence.Logs]);

    internal Evidence In(Evidence evidence)
    {
        if (Logs.Count == evidence.Logs.Length)
        {
            evidence.Restore(Math.Clamp(Starts, 1, MostStarts), [.. Logs]);
        }

        return evidence;
    }
}
