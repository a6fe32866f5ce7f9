namespace CanaryMesh.Analyzer.Judging;

/// <summary>Whether a record could have been written: it is read by people who may have edited it.</summary>
internal static class RecordSense
{
    /// <summary>The first member that could not; null if all could.</summary>
    public static string? Fault(DecisionRecord record) => Sense.First(
        Sense.Must(record.Form == 1, "form", "1"),
        Decision(record.Decision, "decision"),
        SettingsSense.Fault(record.Settings, "settings"),
        RunSense.Fault(record.From, "from"),
        Sense.Each(record.Looks, "looks", Look),
        RunSense.Strata(record.Strata, "strata"),
        Sense.Each(record.Findings, "findings", Found),
        Sense.Each(record.Curve, "curve", KeptSense.Point));

    // Advice stands on none of its own.
    private static string? Decision(Decision decision, string at) => Sense.First(
        Sense.Must(decision.Reasons.Count > 0, $"{at}.reasons", "one or more"),
        Sense.Must(decision.Advice is not { Reasons.Count: 0 }, $"{at}.advice.reasons", "one or more"),
        Sense.Must(decision.Advice is not { Advice: not null }, $"{at}.advice.advice", "left out"));

    private static string? Look(RecordedLook look, string at) => Sense.First(
        Sense.Weight(look.Input.StepWeight, $"{at}.input.stepWeight"),
        Sense.Stamp(look.Input.StepSince, $"{at}.input.stepSince"),
        Sense.Each(look.Input.Blocks, $"{at}.input.blocks", Block),
        Decision(look.Decision, $"{at}.decision"));

    private static string? Block(Block block, string at) => Sense.First(
        Sense.SplitWeight(block.Weight, $"{at}.weight"),
        Side(block.Canary, $"{at}.canary"),
        Side(block.Primary, $"{at}.primary"),
        Sense.Amount(block.X, $"{at}.x"),
        Sense.Amount(block.Y, $"{at}.y"),
        Sense.Amount(block.A, $"{at}.a"),
        Sense.Amount(block.B, $"{at}.b"),
        Sense.Amount(block.SlowA, $"{at}.slowA"),
        Sense.Amount(block.SlowB, $"{at}.slowB"),
        Sense.Must(block.Burst >= 1, $"{at}.burst", "1 or more"),
        Sense.Stamp(block.Newest, $"{at}.newest"));

    private static string? Side(BlockSide side, string at) => Sense.First(
        Sense.Part(side.Errors, side.Requests, $"{at}.errors", $"{at}.requests"),
        Sense.Count(side.Drawn, $"{at}.drawn"),
        Sense.Count(side.NotReached, $"{at}.notReached"),
        Sense.Each(side.Latency, $"{at}.latency", Sense.Count));

    private static string? Found(Finding finding, string at) => Sense.First(
        Figures(finding.Canary, $"{at}.canary"),
        Figures(finding.Primary, $"{at}.primary"),
        SettingsSense.Margin(finding.Margin, $"{at}.margin"),
        Sense.Amount(finding.RatioLow, $"{at}.ratioLow"));

    private static string? Figures(SideFigures side, string at) => Sense.First(
        Sense.Part(side.Events, side.Requests, $"{at}.events", $"{at}.requests"),
        Sense.Share(side.Low, $"{at}.low"),
        Sense.Share(side.High, $"{at}.high"));
}
