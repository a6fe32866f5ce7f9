using CanaryMesh.SampleApp;

namespace CanaryMesh.Load.Tests;

public sealed class ErrorDrawTests
{
    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(0.2, 1900, 2100)]
    [InlineData(1, 10000, 10000)]
    public void Fails_OverManyRequests_KeepsTheRate(double rate, int fewest, int most)
    {
        var failures = Enumerable.Range(1, 10000).Count(request => ErrorDraw.Fails(rate, 1, request));

        Assert.InRange(failures, fewest, most);
    }

    [Fact]
    public void Fails_WithAnotherSeed_ChoosesOtherRequests()
    {
        bool[] Draw(int seed) => [.. Enumerable.Range(1, 200).Select(request => ErrorDraw.Fails(0.2, seed, request))];

        Assert.Equal(Draw(1), Draw(1));
        Assert.NotEqual(Draw(1), Draw(2));
    }

    [Fact]
    public void Settings_WithoutEnvironment_BindLoopbackAndNeverFail()
    {
        var settings = AppSettings.Read(_ => null);

        Assert.Equal(0, settings.ErrorRate);
        Assert.True(System.Net.IPAddress.IsLoopback(settings.Address));
        Assert.Equal(8080, settings.Port);
        Assert.Equal(0, settings.SlowShare);
    }

    [Fact]
    public void Settings_OfAShareOfSlowRequests_AreReadInPercentAndMilliseconds()
    {
        var settings = AppSettings.Read(name => name switch { "SLOW_PERCENT" => "3", "SLOW_MILLISECONDS" => "80", _ => null });

        Assert.Equal((0.03, TimeSpan.FromMilliseconds(80)), (settings.SlowShare, settings.SlowBy));
    }
}
