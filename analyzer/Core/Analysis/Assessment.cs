using System.Globalization;

namespace CanaryMesh.Analyzer.Analysis;

/// <summary>Readings to a judgement: each check alone, then the worst of them. No readings at all are inconclusive, never a pass,
/// unless there is nothing to check.</summary>
public static class Assessment
{
    /// <summary>Judges the readings of the checks that were asked for.</summary>
    public static Judgement Of(IReadOnlyList<MetricCheck> checks, IReadOnlyList<CheckReading> readings)
    {
        var results = checks.Select(check => Of(check, readings.FirstOrDefault(reading => reading.Check == check))).ToList();
        return new(results.Count == 0 ? Verdict.Passed : results.Max(result => result.Verdict), results);
    }

    private static CheckResult Of(MetricCheck check, CheckReading? reading) =>
        reading is null ? new(check.Name, Verdict.Inconclusive, $"{check.Name} was not read") : Noted(Judge(check, reading), reading);

    private static CheckResult Noted(CheckResult result, CheckReading reading) => result with
    {
        Sentence = reading.Note.Length > 0 ? $"{result.Sentence} ({reading.Note})" : result.Sentence,
        Number = reading.Kind is ReadingKind.Value && double.IsFinite(reading.Number) ? reading.Number : null,
        Min = reading.Check.Min,
        Max = reading.Check.Max,
        Limit = CheckLimit.Of(reading.Check),
        Query = reading.Query,
        PrimaryFailsToo = result.Verdict is Verdict.Failed && reading.Primary is { } primary && !reading.Check.Allows(primary),
        IsEarly = reading.Kind is ReadingKind.Early,
    };

    private static CheckResult Judge(MetricCheck check, CheckReading reading) => reading.Kind switch
    {
        ReadingKind.NoData when check.LooksBack => new(check.Name, Verdict.Inconclusive, $"{check.Name}: the query finds no data"),
        ReadingKind.NoData => new(check.Name, Verdict.Inconclusive, $"{check.Name}: no request of the canary was counted in the last {Text(check.Window)}"),
        ReadingKind.Early => new(check.Name, Verdict.Inconclusive, $"{check.Name} is first read {reading.Fault}"),
        ReadingKind.Error => new(check.Name, Verdict.Errored, $"{check.Name} could not be read: {reading.Fault}"),
        ReadingKind.Value when !double.IsFinite(reading.Number) => new(check.Name, Verdict.Inconclusive, $"{check.Name}: the reading {Number(reading.Number)} is no number"),
        ReadingKind.Value => Compare(check, reading.Number),
    };

    private static CheckResult Compare(MetricCheck check, double number)
    {
        var seen = $"{check.Name} {Number(number)}{Unit(check)}";
        return check switch
        {
            { Min: { } min } when number < min => new(check.Name, Verdict.Failed, $"{seen} is below {Number(min)}{Unit(check)}"),
            { Max: { } max } when number > max => new(check.Name, Verdict.Failed, $"{seen} is above {Number(max)}{Unit(check)}"),
            _ => new(check.Name, Verdict.Passed, $"{seen} is within {Limits(check)}"),
        };
    }

    private static string Limits(MetricCheck check) => check switch
    {
        { Min: { } min, Max: { } max } => $"{Number(min)}–{Number(max)}{Unit(check)}",
        { Min: { } min } => $"≥ {Number(min)}{Unit(check)}",
        { Max: { } max } => $"≤ {Number(max)}{Unit(check)}",
        _ => "any",
    };

    private static string Unit(MetricCheck check) => check.Kind switch
    {
        CheckKind.SuccessRate => " %",
        CheckKind.RequestDuration => " ms",
        CheckKind.Query or CheckKind.Template or CheckKind.None => "",
    };

    private static string Number(double number) => number.ToString(Math.Abs(number) >= 1 ? "0.##" : "0.######", CultureInfo.InvariantCulture);

    private static string Text(TimeSpan span) => $"{span.TotalSeconds.ToString("0.#", CultureInfo.InvariantCulture)} s";
}
