namespace CanaryMesh.Analyzer.Judging;

/// <summary>Whether what was read back could have been counted: what somebody else wrote there must end no tick.</summary>
internal static class KeptSense
{
    public static bool Holds(KeptTrial kept) =>
        kept.Curve.All(point => point is not null)
        && kept.StepWeight is >= 0 and <= 100
        && kept.Run.Strata.All(Holds)
        && (kept.Limits ?? []).All(Holds)
        && kept.Run.Past.All(count => count >= 0)
        && new[] { kept.Run.Errors }.Concat(kept.Run.Levels).Concat(kept.Run.Step?.Proofs ?? []).All(Holds)
        && (kept.Run.Step?.Seen ?? []).All(Holds);

    private static bool Holds(Stratum stratum) =>
        stratum is { Weight: > 0 and < 100, DrawnCanary: >= 0, DrawnPrimary: >= 0 } && Holds(stratum.Errors) && stratum.Slow.All(Holds);

    private static bool Holds(Sums sums) =>
        sums is { CanaryEvents: >= 0, PrimaryEvents: >= 0 }
        && sums.CanaryRequests >= sums.CanaryEvents && sums.PrimaryRequests >= sums.PrimaryEvents
        && new[] { sums.X, sums.Y, sums.A, sums.B }.All(number => number >= 0 && double.IsFinite(number));

    private static bool Holds(KeptLimit? limit) =>
        limit is { Limit: { Tolerated: > 0 and < 1, Bound: > 0 }, Evidence: not null, Events: >= 0 } && limit.Requests >= limit.Events && Holds(limit.Evidence);

    private static bool Holds(EvidenceState? state) => state?.Logs.All(log => log < double.PositiveInfinity) ?? true;
}
