using CanaryMesh.Proxy.Control;

namespace CanaryMesh.Proxy.Tests.Control;

public sealed class ReconnectDelayTests
{
    /// <summary>Letters: F failed, E an analyzer that does not lead, H heard. Milliseconds with nothing taken off.</summary>
    [Theory]
    [InlineData("F", 100)]
    [InlineData("FFF", 400)]
    [InlineData("FFFFFFFF", 10_000)]
    [InlineData("FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF", 10_000)]
    [InlineData("E", 100)]
    [InlineData("EE", 100)]
    [InlineData("EEEEEE", 200)]
    [InlineData("EEEEEEEEE", 400)]
    [InlineData("FFFFFFFFE", 100)]
    [InlineData("FFFFFFFFEEE", 10_000)]
    [InlineData("FFFFEF", 1600)]
    [InlineData("FFFFH", 100)]
    [InlineData("FFFFHF", 100)]
    [InlineData("EEH", 100)]
    public void Delay_GrowsWithFailures_AndNotWithAnAnalyzerThatDoesNotLead(string ends, double expected) =>
        Assert.Equal(expected, Last(ends, roll: 0).TotalMilliseconds);

    [Fact]
    public void Half_IsTakenOffByChanceAtMost() => Assert.Equal(5000.5, Last("FFFFFFFF", roll: 0.9999).TotalMilliseconds, precision: 3);

    /// <summary>Of two analyzers one leads, and each connection meets one of them by chance. With one try per delay, a hundredth of these
    /// would be away from a new leader for 47 s and more.</summary>
    [Fact]
    public void Leader_IsMetSoon_HoweverLongNobodyLed()
    {
        var dice = new Random(1);
        var waits = Enumerable.Range(0, 10_000).Select(_ => UntilMet(dice)).Order().ToList();
        Assert.InRange(waits[9_900].TotalSeconds, 5, 20);
        Assert.InRange(waits[5_000].TotalSeconds, 0, 1);
    }

    private static TimeSpan UntilMet(Random dice)
    {
        var (delay, waited) = (Grown(), TimeSpan.Zero);
        while (dice.NextDouble() < 0.5)
        {
            waited += delay.After(AttachEnd.Elsewhere, dice.NextDouble());
        }

        return waited;
    }

    private static ReconnectDelay Grown()
    {
        var delay = new ReconnectDelay();
        for (var failure = 0; failure < 10; failure++)
        {
            delay.After(AttachEnd.Failed, 0);
        }

        return delay;
    }

    private static TimeSpan Last(string ends, double roll)
    {
        var delay = new ReconnectDelay();
        return ends.Aggregate(
            TimeSpan.Zero, (_, end) => delay.After(end switch { 'F' => AttachEnd.Failed, 'E' => AttachEnd.Elsewhere, _ => AttachEnd.Heard }, roll));
    }
}
