using CanaryMesh.Analyzer.Judging;

namespace CanaryMesh.Analyzer.Core.Tests.Judging;

/// <summary>Runs of which no ten seconds may decide alone.</summary>
public class CalmRunTests
{
    private static readonly JudgeSettings Calm = new() { Mode = JudgeMode.Strict, IsCalm = true };

    [Fact]
    public void Blip_OfTenSeconds_RollsNothingBack()
    {
        var run = new ComparisonRun(Calm, new(Traffic.Start));

        for (var second = 0; second < 60; second++)
        {
            Assert.NotEqual(ComparisonVoice.Worse, Look(run, second, errors: second is >= 20 and < 30 ? 10 : 0));
        }
    }

    [Fact]
    public void DeadVersion_IsFoundInItsSecondTenSeconds()
    {
        var run = new ComparisonRun(Calm, new(Traffic.Start));

        Assert.All(Enumerable.Range(0, 10), second => Assert.NotEqual(ComparisonVoice.Worse, Look(run, second, errors: 50)));
        Assert.Equal(ComparisonVoice.Worse, Look(run, 10, errors: 50));
    }

    [Fact]
    public void Run_TakenUpFromItsStateAtEachLook_FindsTheSame()
    {
        var (whole, state) = (new ComparisonRun(Calm, new(Traffic.Start)), new RunState(Traffic.Start));
        for (var second = 0; second < 25; second++)
        {
            var (next, reading) = ComparisonRun.Look(Calm, RunState.Parse(state.ToJson())!, Input(second, second % 7));
            var alone = whole.Look(Input(second, second % 7));
            state = next;

            Assert.Equal(alone.LogEvidence, reading.LogEvidence, 1e-9);
        }
    }

    private static ComparisonVoice Look(ComparisonRun run, int second, int errors) => run.Look(Input(second, errors)).Voice;

    private static LookInput Input(int second, int errors) => new(
        Traffic.Start.AddSeconds(second), 10, new(1, 1),
        [new(10, new(50, errors), new(450, 0)) { X = errors, A = 50, B = 450, IsOfStep = true, Newest = new(1, 1) }]);
}
