using System.Globalization;
using CanaryMesh.Demo.Outcome;

namespace CanaryMesh.Demo.Screen;

/// <summary>The summary for people.</summary>
internal static class SummaryText
{
    public static IEnumerable<string> Lines(Summary summary)
    {
        yield return "";
        yield return Text($"{summary.Requests.Sent} requests sent: {summary.Requests.Ok} ok, {summary.Requests.Failed} failed ({summary.Requests.FailedOnCanary} of them answered by version 3), {summary.Requests.Lost} lost");
        if (summary.SecondsToPromote is { } promoted)
        {
            yield return Text($"version 2: promoted after {promoted} s; rollout status ended with {summary.RolloutStatus.Good}");
        }
        if (summary.RollbackReason is { } reason)
        {
            yield return Text($"version 3: rolled back {summary.SecondsToRollBack} s after its first failure; rollout status ended with {summary.RolloutStatus.Bad}");
            yield return $"           {reason}";
        }
        foreach (var step in summary.Steps)
        {
            yield return Text($"version {step.Version} at {step.Weight,2} %: {step.Share * 100:0.0} % of {step.Requests} requests (chance allows ± {step.Allowed * 100:0.0})");
        }
        foreach (var fault in summary.Faults)
        {
            yield return $"FAULT: {fault}";
        }
        yield return Text($"{(summary.Succeeded ? "All of it happened" : "The demo failed")} in {summary.Seconds} s");
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
