using CanaryMesh.Api.Evidence;

namespace CanaryMesh.Analyzer.Judging;

/// <summary>Evidence as it is kept: how often money came into play, and the logarithm of what each bet is worth.</summary>
public sealed record EvidenceState(int Starts, IReadOnlyList<double> Logs)
{
    internal static EvidenceState Of(Evidence evidence) => new(evidence.Starts, [.. evidence.Logs]);

    internal Evidence In(Evidence evidence)
    {
        if (Logs.Count == evidence.Logs.Length)
        {
            evidence.Restore(Starts, [.. Logs]);
        }

        return evidence;
    }
}
