using CanaryMesh.Api.Resources.Canaries;

namespace CanaryMesh.Cli.Rollouts;

/// <summary>Where the comparison of a running trial stands.</summary>
internal sealed record JudgingView(string Ruling, double Evidence, double EvidenceNeeded, double Proof, double ProofNeeded)
{
    public double? RequestsLeft { get; init; }

    public string? Outlook { get; init; }

    public double? MinutesLeft { get; init; }

    public double RequestsPerSecond { get; init; }

    public double? SmallestNoticed { get; init; }

    public double? SmallestNoticedPercent { get; init; }

    public bool? NoticesNothing { get; init; }

    public DateTimeOffset? Time { get; init; }

    internal static JudgingView? Of(CanaryJudging? judging) => judging is null ? null : new(judging.Ruling, judging.Evidence, judging.EvidenceNeeded, judging.Proof, judging.ProofNeeded)
    {
        RequestsLeft = judging.RequestsLeft,
        Outlook = judging.Outlook,
        MinutesLeft = judging.MinutesLeft,
        RequestsPerSecond = judging.RequestsPerSecond,
        SmallestNoticed = judging.SmallestNoticed,
        SmallestNoticedPercent = judging.SmallestNoticedPercent,
        NoticesNothing = judging.NoticesNothing,
        Time = judging.Time,
    };
}
