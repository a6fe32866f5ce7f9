using CanaryMesh.Support.Rollouts;

namespace CanaryMesh.Demo.Tests;

public sealed class WeightLogTests
{
    private static readonly DateTimeOffset Start = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Add_OfAClimb_GivesAStepPerServedWeight()
    {
        var log = new WeightLog();
        log.Add(Start, At(10, applied: 0));
        log.Add(Start.AddSeconds(1), At(10, applied: 10));
        log.Add(Start.AddSeconds(2), At(10, applied: 10));
        log.Add(Start.AddSeconds(6), At(20, applied: 10));
        log.Add(Start.AddSeconds(7), At(20, applied: 20));
        log.Add(Start.AddSeconds(9), At(0, applied: 0) with { Phase = "Failed" });

        Assert.Equal(
            [new WeightStep(10, Start.AddSeconds(1), Start.AddSeconds(6)), new WeightStep(20, Start.AddSeconds(7), Start.AddSeconds(9))],
            log.Steps);
    }

    [Fact]
    public void Add_OfAWeightThatIsNotServed_OpensNoStep()
    {
        var log = new WeightLog();
        log.Add(Start, At(10, applied: 0));
        log.Add(Start.AddSeconds(1), At(10, applied: 10) with { Phase = "Promoting" });

        Assert.Empty(log.Steps);
    }

    private static CanaryView At(int weight, int applied) => CanaryView.Unknown with { Phase = "Progressing", Weight = weight, AppliedWeight = applied };
}
