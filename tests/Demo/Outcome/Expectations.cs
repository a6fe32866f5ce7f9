using System.Globalization;
using CanaryMesh.Demo.Story;

namespace CanaryMesh.Demo.Outcome;

/// <summary>What must be true for the demo to have shown what it says.</summary>
internal static class Expectations
{
    private const double StatusWithin = 2;
    private const int FewestSteps = 3;

    public static IEnumerable<string> Unmet(Summary summary, TrialResult? good, IReadOnlyList<ChapterCounts> chapters)
    {
        (bool Met, string Otherwise)[] expectations =
        [
            (good is not null, "the good version was not promoted"),
            (summary.RollbackReason is { Length: > 0 }, "the bad version was not rolled back with a reason"),
            (summary.Requests.Sent > 0, "no request was sent"),
            (summary.Requests.Lost == 0, Text($"{summary.Requests.Lost} requests were lost")),
            (summary.Requests.Failed == summary.Requests.FailedOnCanary, "requests failed that the bad version did not answer"),
            (summary.Requests.FailedOnCanary > 0, "the bad version failed no request: nothing was shown"),
            (chapters.Where(c => c.Chapter != "bad version").All(c => c.Counts.Failed == 0), "requests failed before the bad version came"),
            (summary.RolloutStatus.Good == 0, Text($"rollout status of the good version ended with {summary.RolloutStatus.Good?.ToString(CultureInfo.InvariantCulture) ?? "nothing"}")),
            (summary.RolloutStatus.Bad == 1, Text($"rollout status of the bad version ended with {summary.RolloutStatus.Bad?.ToString(CultureInfo.InvariantCulture) ?? "nothing"}")),
            (summary.RolloutStatus.SecondsAfterRollback is null or <= StatusWithin, Text($"rollout status ended {summary.RolloutStatus.SecondsAfterRollback} s after the rollback")),
            (summary.Steps.Select(s => (s.Version, s.Weight)).Distinct().Count(s => s.Version == Tale.Good) >= FewestSteps, "the good version's weight did not climb step by step"),
        ];
        return
        [
            .. expectations.Where(e => !e.Met).Select(e => e.Otherwise),
            .. summary.Steps.Where(s => !s.Within).Select(s =>
                Text($"at weight {s.Weight} % version {s.Version} had {s.Share:P1} of {s.Requests} requests; chance allows ± {s.Allowed:P1}")),
        ];
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
