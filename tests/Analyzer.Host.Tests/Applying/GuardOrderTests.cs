using CanaryMesh.Analyzer.Applying;
using CanaryMesh.Analyzer.Control;
using CanaryMesh.Analyzer.Judging;
using CanaryMesh.Analyzer.Observing;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Names;
using Wire = CanaryMesh.Api.Control;

namespace CanaryMesh.Analyzer.Host.Tests.Applying;

/// <summary>When proxies are told to watch a version by themselves.</summary>
public sealed class GuardOrderTests
{
    private static readonly DateTimeOffset Began = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(JudgeMode.Strict, RolloutPhase.Progressing, 1_893_499_200L)]
    [InlineData(JudgeMode.Strict, RolloutPhase.Promoting, null)]
    [InlineData(JudgeMode.Advisory, RolloutPhase.Progressing, 1_893_499_201L)]
    [InlineData(JudgeMode.Advisory, RolloutPhase.Promoting, null)]
    [InlineData(JudgeMode.Off, RolloutPhase.Progressing, null)]
    public void Guard_IsOrderedWhileAVersionIsJudged(JudgeMode mode, RolloutPhase phase, long? admission) =>
        Assert.Equal(admission, (long?)Ordered(mode, phase)?.Admission);

    [Fact]
    public void Guard_WhereNobodyActsOnTheComparison_IsOneAgainstTotalFailure()
    {
        var (strict, advisory) = (Ordered(JudgeMode.Strict, RolloutPhase.Progressing)!, Ordered(JudgeMode.Advisory, RolloutPhase.Progressing)!);

        Assert.Equal((1.1, 0.0002), (strict.MarginRatio, strict.MarginAdded));
        Assert.Equal(GuardOrder.OfTotalFailure, advisory.MarginAdded);
        Assert.True(advisory.Admission > strict.Admission);
    }

    [Fact]
    public void Guard_ToleratesWhatTheTeamTolerates()
    {
        JudgeSettings settings = new() { Mode = JudgeMode.Strict, Errors = new(1.5, 0.05) };

        Assert.Equal(new(1.5, 0.05), GuardOrder.Of(settings, Began)!.Margin);
        Assert.Equal(new(1.5, GuardOrder.OfTotalFailure), GuardOrder.Of(settings with { Mode = JudgeMode.Advisory }, Began)!.Margin);
    }

    [Theory]
    [InlineData(JudgeMode.Off, 8L)]
    [InlineData(JudgeMode.Advisory, 1_893_499_201L)]
    public void Version_ThatIsLeftEjectedWhereStrictJudgingWasTakenBack_IsAdmitted(JudgeMode mode, long? admission) =>
        Assert.Equal(admission, (long?)Ordered(mode, RolloutPhase.Progressing, 7)?.Admission);

    [Fact]
    public void Version_ThatIsAdmittedWhereNobodyIsToWatch_CanFailAsItLikes() =>
        Assert.Equal(1, Ordered(JudgeMode.Off, RolloutPhase.Progressing, 7)!.MarginAdded);

    private static Wire.GuardSettings? Ordered(JudgeMode mode, RolloutPhase phase, ulong? alarm = null)
    {
        var world = AppliedWorld.Create();
        var board = new PolicyBoard(TimeProvider.System);
        board.BeginTerm(1);
        new PolicyActions(board).SetWeight(world with { Seen = Seen(world.Seen, mode, phase), Board = Board(alarm) }, 20, 0);
        return board.Observe(new("shop", "web")).Policy!.Guard is { } order ? PolicyComposer.Content(new("shop", "web"), new() { Guard = order }).Guard : null;
    }

    private static RolloutObservation Seen(RolloutObservation seen, JudgeMode mode, RolloutPhase phase) => seen with
    {
        Spec = seen.Spec with { Judging = new() { Mode = mode } },
        Status = seen.Status with { Phase = phase, TrialStartedAt = Began },
    };

    private static BoardObservation Board(ulong? alarm) => alarm is not { } admission ? BoardObservation.Nothing : new()
    {
        Policy = new() { CanaryVersion = "v-new", CanaryWeight = 20 },
        Proxies =
        [
            new()
            {
                PodUid = "p1", PodName = "p1", Track = AnnotationNames.Primary, Version = "v-old", Instance = "i1", ConnectedSince = Began,
                Alarm = new(PolicyId.None, "v-new", admission, 9, 0, 200, 7, Began),
            },
        ],
    };
}
