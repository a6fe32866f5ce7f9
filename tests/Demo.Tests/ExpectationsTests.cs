using CanaryMesh.Demo.Outcome;
using CanaryMesh.Demo.Story;
using CanaryMesh.Load;
using CanaryMesh.Support.Rollouts;

namespace CanaryMesh.Demo.Tests;

public sealed class ExpectationsTests
{
    private static readonly Summary Told = new()
    {
        Faults = [],
        Seconds = 100,
        Requests = new RequestTotals(1000, 990, 10, 10, 0),
        SecondsToPromote = 40,
        SecondsToRollBack = 1,
        RolloutStatus = new RolloutStatusCodes(0, 1, 0.5),
        RollbackReason = "too many errors",
        Steps = [Step("2", 10), Step("2", 20), Step("2", 30)],
    };

    public static TheoryData<string> Broken => [.. Faults.Keys];

    private static Dictionary<string, Func<Summary, Summary>> Faults { get; } = new()
    {
        ["a lost request"] = s => s with { Requests = s.Requests with { Lost = 1 } },
        ["a failure that is not the canary's"] = s => s with { Requests = s.Requests with { Failed = 11 } },
        ["a bad version that never failed"] = s => s with { Requests = s.Requests with { Failed = 0, FailedOnCanary = 0 } },
        ["no reason"] = s => s with { RollbackReason = null },
        ["status of the good version"] = s => s with { RolloutStatus = s.RolloutStatus with { Good = 1 } },
        ["status of the bad version"] = s => s with { RolloutStatus = s.RolloutStatus with { Bad = 0 } },
        ["a late status"] = s => s with { RolloutStatus = s.RolloutStatus with { SecondsAfterRollback = 2.5 } },
        ["no status at all"] = s => s with { RolloutStatus = new RolloutStatusCodes(null, null, null) },
        ["no climb"] = s => s with { Steps = [Step("2", 10)] },
        ["a share that chance does not explain"] = s => s with { Steps = [.. s.Steps, Step("3", 10) with { Within = false }] },
    };

    [Fact]
    public void Unmet_WhenAllHappened_IsEmpty() => Assert.Empty(Expectations.Unmet(Told, Good, []));

    [Theory]
    [MemberData(nameof(Broken))]
    public void Unmet_WhenSomethingDidNot_SaysSo(string fault) => Assert.NotEmpty(Expectations.Unmet(Faults[fault](Told), Good, []));

    [Fact]
    public void Unmet_WithAFailureBeforeTheBadVersion_SaysSo()
    {
        ChapterCounts onboarding = new("onboarding", new LoadSnapshot(10, 9, 1, 0, [], []));

        Assert.NotEmpty(Expectations.Unmet(Told, Good, [onboarding]));
    }

    private static TrialResult Good => new("2", "Succeeded", "", 40, new RolloutStatusRun(0, DateTimeOffset.UnixEpoch, ""), 0, []);

    private static ShareRow Step(string version, int weight) => new(version, weight, 100, weight, weight / 100.0, 0.1, true);
}
