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

    internal static string Side(SideView side)
    {
        var pods = side.Workload is null ? "" : $"  {side.Workload} {side.Ready}/{side.Desired} ready";
        var images = side.Images.Count is 0 ? "" : $"  {string.Join(", ", side.Images)}";
        return side.Version + pods + images;
    }

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
