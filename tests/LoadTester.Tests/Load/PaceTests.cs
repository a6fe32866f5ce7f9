using CanaryMesh.LoadTester.Load;

namespace CanaryMesh.LoadTester.Tests.Load;

public class PaceTests
{
    private static readonly Pace TenASecond = new(10, TimeSpan.FromSeconds(2), null);

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(5, 0, 500)]
    [InlineData(5, 1900, 500)]
    [InlineData(19, 1900, 1900)]
    [InlineData(20, 0, null)]
    [InlineData(5, 2000, null)]
    public void Due_OfARate_IsFixedBeforehand(long number, int now, int? due) =>
        Assert.Equal(due is { } at ? TimeSpan.FromMilliseconds(at) : null, TenASecond.Due(number, TimeSpan.FromMilliseconds(now)));

    [Fact]
    public void Due_WithoutARate_IsNow() =>
        Assert.Equal(TimeSpan.FromSeconds(3), new Pace(null, TimeSpan.FromSeconds(4), null).Due(1000, TimeSpan.FromSeconds(3)));

    [Theory]
    [InlineData(9, true)]
    [InlineData(10, false)]
    public void Due_OfACount_EndsWithIt(long number, bool due) => Assert.Equal(due, new Pace(null, null, 10).Due(number, TimeSpan.Zero) is not null);

    [Theory]
    [InlineData(10.0, 2, null, 20L)]
    [InlineData(0.4, 3, null, 2L)]
    [InlineData(10.0, 2, 5L, 5L)]
    [InlineData(null, 2, null, null)]
    [InlineData(null, null, 7L, 7L)]
    public void Planned_IsWhatComesDue(double? rate, int? seconds, long? count, long? planned) =>
        Assert.Equal(planned, new Pace(rate, seconds is { } length ? TimeSpan.FromSeconds(length) : null, count).Planned);
}
