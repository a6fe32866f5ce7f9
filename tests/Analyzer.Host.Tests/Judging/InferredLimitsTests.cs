using CanaryMesh.Analyzer.Analysis;
using CanaryMesh.Analyzer.Host.Tests.Observing;
using CanaryMesh.Analyzer.Judging;
using CanaryMesh.Analyzer.Observing;
using CanaryMesh.Analyzer.Planning;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Reasons;

namespace CanaryMesh.Analyzer.Host.Tests.Judging;

/// <summary>The limits of a Deployment that has nothing but the annotation, from the proxies' counts to the plan.</summary>
public sealed class InferredLimitsTests
{
    private readonly TrialJudges _judges = new(Stores.Of(new KeptMaps()));
    private readonly JudgedWorld _world = new(JudgeMode.Strict);

    [Fact]
    public void FewFailures_HoldTheStepAndAreNoFailedCheck()
    {
        var status = Look(failed: 2, of: 15);

        Assert.Equal((RolloutPhase.Progressing, 10, 0, RolloutReason.LimitInDoubt), (status.Phase, status.Weight, status.FailedChecks, status.Reason));
        Assert.EndsWith("request-success-rate 86.67 % is below 99 %, which 2 failures of 15 do not show yet; held", status.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AFifthOfTheRequestsFailing_RollsBackAtTheFirstLook()
    {
        var status = Look(failed: 4, of: 20, primary: 0);

        Assert.Equal((RolloutPhase.Failed, RolloutReason.ChecksFailed), (status.Phase, status.Reason));
        Assert.Contains("4 of 20 requests failed, shown to be more than 1 %", status.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void OneFailureInFifteen_StandsAgainstNobody() => Assert.Equal((0, RolloutReason.WaitingForWeight), Look(failed: 1, of: 15) is var status ? (status.FailedChecks, status.Reason) : default);

    [Theory]
    [InlineData("judge-limits", "checks", 1)]
    [InlineData("judge", "off", 0)]
    public void OneFailureInFifteen_IsAFailedOneWhereWindowsAreToBeChecks(string name, string value, int failed) =>
        Assert.Equal(failed, Look(failed: 1, of: 15, setting: (name, value)).FailedChecks);

    // The step's interval is over; what the window of the checks read is what was counted.
    private RolloutStatus Look(long failed, long of, long primary = 135, (string Name, string Value)? setting = null)
    {
        var (spec, judging) = Inferred(setting);
        Found(spec, judging);
        _world.Weight = 10;
        _world.Counted(of, failed, primary);
        _world.Pass(spec.Interval);
        var seen = Found(spec, judging);
        seen = seen with { Readings = [CheckReading.Of(spec.Checks[0], 100.0 * (of - failed) / of, ""), CheckReading.Of(spec.Checks[1], 50, "")] };
        return RolloutPlanner.Plan(seen, Assessment.Of(spec.Checks, seen.Readings)).Status;
    }

    private RolloutObservation Found(RolloutSpec spec, JudgeSettings judging)
    {
        var world = _world.Next();
        world = world with { Seen = world.Seen with { Spec = spec with { Judging = judging }, Steering = SteeringObservation.Steered, Target = world.Seen.Target! with { Held = world.Seen.Target.TemplateHash, Paused = true, Splittable = true } } };
        return world.Seen with { Comparison = _judges.LookAsync(world, _world.Version, CancellationToken.None).GetAwaiter().GetResult() };
    }

    private static (RolloutSpec Spec, JudgeSettings Judging) Inferred((string Name, string Value)? setting)
    {
        var target = Thing.Deployment();
        if (setting is { } asked)
        {
            target.Annotate(AnnotationNames.Prefix + asked.Name, asked.Value);
        }

        var canary = CanaryInference.Build(target);
        var spec = SpecReader.Read(canary, TimeSpan.FromSeconds(5)).Spec!;
        return (spec, JudgeWish.Of(canary, canary, target, spec.Traffic));
    }
}
