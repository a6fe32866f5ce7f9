using System.Globalization;
using CanaryMesh.Analyzer.Judging;
using CanaryMesh.Cli.Rollouts;

namespace CanaryMesh.Cli.Rendering;

/// <summary>Values as people read them.</summary>
internal static class Words
{
    internal static string Weight(RolloutView view) => view.WeightApplied is { } applied
        ? $"{view.WeightAsked} % asked, {applied} % applied"
        : $"{view.WeightAsked} % asked";

    internal static string Checks(RolloutView view)
    {
        var failed = view.Threshold is { } threshold ? $"{view.FailedChecks} of {threshold} failed" : $"{view.FailedChecks} failed";
        return view.PassedChecks is { } passed ? $"{failed}, {passed} passed" : failed;
    }

    /// <summary>The number read and what it had to be, e.g. 97.2, must be ≥ 99.</summary>
    internal static string Reading(CheckView check)
    {
        var limits = (check.Min, check.Max) switch
        {
            ({ } min, { } max) => $", must be {Number(min)}–{Number(max)}",
            ({ } min, null) => $", must be ≥ {Number(min)}",
            (null, { } max) => $", must be ≤ {Number(max)}",
            _ => "",
        };
        return (check.Value is { } value ? Number(value) : "no number") + limits;
    }

    internal static string Side(SideView side)
    {
        var pods = side.Workload is null ? "" : $"  {side.Workload} {side.Ready}/{side.Desired} ready";
        var images = side.Images.Count is 0 ? "" : $"  {string.Join(", ", side.Images)}";
        return side.Version + pods + images;
    }

    private static string Number(double number) => number.ToString(Math.Abs(number) >= 1 ? "0.##" : "0.######", CultureInfo.InvariantCulture);

    /// <summary>What became of a version or its step.</summary>
    internal static string Ruling(Ruling ruling) => ruling switch
    {
        Analyzer.Judging.Ruling.RollBack => "rolled back",
        Analyzer.Judging.Ruling.Hold => "held",
        Analyzer.Judging.Ruling.Stay => "neither held nor taken on",
        Analyzer.Judging.Ruling.Advance => "taken on",
    };

    /// <summary>What the judge decided, and everything that asked for it.</summary>
    internal static string Decision(Decision decision) => $"{Ruling(decision.Ruling)}, {string.Join(" and ", decision.Reasons)}";

    internal static string Mode(JudgeMode mode) => mode switch
    {
        JudgeMode.Strict => "strict",
        JudgeMode.Advisory => "advisory",
        JudgeMode.Off => "off",
    };

    /// <summary>Time of day.</summary>
    internal static string Clock(DateTimeOffset at) => at.UtcDateTime.ToString("HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>The two largest units, e.g. 3m12s.</summary>
    internal static string Span(TimeSpan span) => span switch
    {
        { TotalSeconds: < 0 } => "0s",
        { TotalMinutes: < 1 } => $"{span.Seconds}s",
        { TotalHours: < 1 } => $"{span.Minutes}m{span.Seconds}s",
        { TotalDays: < 1 } => $"{span.Hours}h{span.Minutes}m",
        _ => $"{span.Days}d{span.Hours}h",
    };
}
