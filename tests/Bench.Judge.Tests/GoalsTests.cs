using CanaryMesh.Analyzer.Judging;
using CanaryMesh.Bench.Judge.Comparisons;
using CanaryMesh.Bench.Judge.Draws;
using CanaryMesh.Bench.Judge.Goals;
using CanaryMesh.Bench.Judge.Golden;
using CanaryMesh.Bench.Judge.Ours;
using CanaryMesh.Bench.Judge.Pacing;
using CanaryMesh.Bench.Judge.Traffic;

namespace CanaryMesh.Bench.Judge.Tests;

public class GoalsTests
{
    private static readonly Laboratory Small = new(2, Quick: true);

    [Fact]
    public void Forecasts_BesideThePublishedTable_Agree() => Assert.True(Notices.Goal().Met);

    [Fact]
    public void DeadCanary_ByTheProductsCode_FailsFewRequests() => Assert.True(DeadCanaries.Goal(Small).Met);

    [Fact]
    public void Vectors_ThatAreNotThere_AreNotMet() => Assert.False(GoldenVectors.Goal("no such file").Met);

    [Fact]
    public void Judge_OfADeadCanary_RollsBackInTheFirstSeconds() =>
        Assert.InRange(new ErrorJudge().Drawn(Recordings.Draw(Xoshiro.For("dead", 0), 100, 0.1, 1, 0))!.Value, 1, 2);

    [Fact]
    public void Judge_OfTheSameVersion_KeepsQuiet()
    {
        var recording = Recordings.Draw(Xoshiro.For("same", 0), 100, 0.1, 0.005, 0.005);

        Assert.Null(new ErrorJudge().Drawn(recording));
        Assert.Null(new ErrorJudge().Counted(recording));
        Assert.Null(LimitJudge.RollsBack(recording));
    }

    [Fact]
    public void Rollout_OfAGoodVersion_IsPromotedSoonerByProof()
    {
        var ladder = new Ladder(1000, 0.001, 0.001);
        int? Promoted(Pace pace) => new PacedRollout(ladder, Xoshiro.For("good", 0), new() { Mode = JudgeMode.Strict, Pace = pace }).Run().PromotedAt;

        Assert.Equal(300, Promoted(Pace.Clock));
        Assert.InRange(Promoted(Pace.Proof)!.Value, 50, 100);
    }

    [Fact]
    public void Rollout_OfADeadVersion_IsRolledBack()
    {
        var end = new PacedRollout(new(200, 1, 0.001), Xoshiro.For("bad", 0), new() { Mode = JudgeMode.Strict, Pace = Pace.Proof }).Run();

        Assert.True(end.RolledBack);
        Assert.Equal(Ladder.LookSeconds, end.Second);
    }

    [Fact]
    public void Table_OfGoals_SaysWhichAreNotMet()
    {
        var text = GoalTable.Of([new(2, "b", "", "", Met: false), new(1, "a", "", "", Met: true)]).ToString();

        Assert.True(text.IndexOf("| a ", StringComparison.Ordinal) < text.IndexOf("| b ", StringComparison.Ordinal));
        Assert.Contains("NOT met", text, StringComparison.Ordinal);
    }
}
