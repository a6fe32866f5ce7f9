using CanaryMesh.Load;

namespace CanaryMesh.Soak.Tests;

public sealed class ExcusesTests
{
    private const string Pod = "127.1.0.5";
    private static readonly DateTimeOffset Killed = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(-50, 80, true)]
    [InlineData(300, 5, true)]
    [InlineData(-50, 20, false)]
    [InlineData(1300, 5, false)]
    public void For_KilledPod_ExcusesFromTheKillUntilItLeft(int sentAt, int took, bool excused) =>
        Assert.Equal(excused, Excuses.For(Lost(sentAt, took), Pod, [Dead(leftAt: 1200)]) is not null);

    [Theory]
    [InlineData(-50, 80, true)]
    [InlineData(30, 5, false)]
    public void For_PodThatNeverLeft_ExcusesWhatWasInFlightAlone(int sentAt, int took, bool excused) =>
        Assert.Equal(excused, Excuses.For(Lost(sentAt, took), Pod, [Dead(leftAt: null)]) is not null);

    [Theory]
    [InlineData(false, -50, 80, false)]
    [InlineData(true, -50, 80, true)]
    [InlineData(true, 300, 5, false)]
    public void For_AnotherPod_ExcusesOnlyWhatWasInFlightInACanary(bool isCanary, int sentAt, int took, bool excused) =>
        Assert.Equal(excused, Excuses.For(Lost(sentAt, took), "127.1.0.6", [Dead(1200, isCanary)]) is not null);

    [Fact]
    public void For_NoKnownPod_ExcusesNothing() => Assert.Null(Excuses.For(Lost(0, 5), null, [Dead(1200, isCanary: true)]));

    private static LostRequest Lost(int sentAt, int took) => new(Killed.AddMilliseconds(sentAt), took, "GET", "answer cut off");

    private static Outage Dead(int? leftAt, bool isCanary = false) =>
        new(Pod, isCanary, Killed, Killed.AddMilliseconds(10), leftAt is { } left ? Killed.AddMilliseconds(left) : null);
}
