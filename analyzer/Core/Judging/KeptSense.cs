namespace CanaryMesh.Analyzer.Judging;

/// <summary>Whether what was read back could have been counted: what somebody else wrote there must end no tick.</summary>
internal static class KeptSense
{
    /// <summary>The first member that could not; null if all could.</summary>
    public static string? Fault(KeptTrial kept) => Sense.First(
        Sense.Must(kept.Form == 1, "form", "1"),
        Sense.Weight(kept.StepWeight, "stepWeight"),
        Sense.Stamp(kept.StepSince, "stepSince"),
        Sense.Stamp(kept.Scope.Since, "scope.since"),
        SettingsSense.Fault(kept.Settings, "settings"),
        RunSense.Fault(kept.Run, "run"),
        Sense.Each(kept.Curve, "curve", Point),
        Sense.Each(kept.Limits ?? [], "limits", Limit));

    /// <summary>The same of a point of evidence. Proof of nothing at all is minus infinity.</summary>
    public static string? Point(EvidencePoint point, string at) => Sense.First(
        Sense.Weight(point.Weight, $"{at}.weight"),
        Sense.Must(point.LogEvidence <= Sense.MostCounted, $"{at}.logEvidence", $"at most {Sense.MostCounted:0}"),
        Sense.Must(point.LogProof <= Sense.MostCounted, $"{at}.logProof", $"at most {Sense.MostCounted:0}"));

    private static string? Limit(KeptLimit kept, string at) => Sense.First(
        Sense.Must(kept.Limit is { Tolerated: > 0 and < 1, Bound: > 0 }, $"{at}.limit.bound", "a limit that allows something, and not everything"),
        Sense.Part(kept.Events, kept.Requests, $"{at}.events", $"{at}.requests"),
        Sense.Part(kept.PrimaryEvents, kept.PrimaryRequests, $"{at}.primaryEvents", $"{at}.primaryRequests"),
        RunSense.Evidence(kept.Evidence, $"{at}.evidence"));
}
