using CanaryMesh.Analyzer.Judging;
using static CanaryMesh.Analyzer.Core.Tests.Judging.Looks;

namespace CanaryMesh.Analyzer.Core.Tests.Judging;

public class RunStateTests
{
    [Fact]
    public void Look_AfterARestart_GoesOnAsIfNothingHadBeen()
    {
        var (through, before) = (Run(), Run());
        var (left, right) = (new Traffic(8, 0.02, 0.01), new Traffic(8, 0.02, 0.01));
        Play(through, left, 150, 50);
        Play(before, right, 90, 50);
        var after = new ComparisonRun(Settings, RunState.Parse(before.State.ToJson())!);
        Play(after, right, 60, 50, from: 90);

        Assert.Equal(through.State.ToJson(), after.State.ToJson());
    }

    [Theory]
    [InlineData(20, 4, 24_000)]
    [InlineData(99, 1, 64_000)]
    public void State_OfManyWeights_IsSmall(int steps, int stepWeight, int most)
    {
        var run = Run();
        var traffic = new Traffic(9, 0.01, 0.01);
        for (var step = 1; step <= steps; step++)
        {
            var policy = new PolicyStamp(1, (ulong)step);
            var weight = stepWeight * step;
            run.Look(new(Traffic.Start.AddMinutes(step), weight, policy, Blocks.Of(traffic.Draw(300, weight, policy), new(weight, policy)).Closed));
        }

        Assert.Equal(steps, run.State.Strata.Count);
        Assert.InRange(run.State.ToJson().Length, 4_000, most);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("{}")]
    [InlineData("no")]
    public void Parse_WhatIsNoState_IsNull(string? text) => Assert.Null(RunState.Parse(text));
}
