using CanaryMesh.Analyzer.Judging;

namespace CanaryMesh.Analyzer.Core.Tests.Judging;

public class GuardVoicesTests
{
    private static readonly DateTimeOffset Now = Traffic.Start;

    [Theory]
    [InlineData(4, 0, 0, GuardVoice.Silent)]
    [InlineData(4, 1, 9, GuardVoice.Several)]
    [InlineData(4, 1, 10, GuardVoice.Alone)]
    [InlineData(4, 2, 60, GuardVoice.Several)]
    [InlineData(4, 4, 0, GuardVoice.All)]
    [InlineData(1, 1, 0, GuardVoice.All)]
    [InlineData(0, 0, 0, GuardVoice.Silent)]
    public void Of_Alarms_WeighsThemByNumberAndAge(int proxies, int alarms, int seconds, GuardVoice voice) =>
        Assert.Equal(voice, GuardVoices.Of(proxies, [.. Enumerable.Repeat(Now.AddSeconds(-seconds), alarms)], Now));
}
