using CanaryMesh.LoadTester.Load;

namespace CanaryMesh.LoadTester.Tests.Load;

public class LoadLineTests
{
    [Fact]
    public void Line_OfAMixedRun_NamesFailuresByClass()
    {
        var tally = new LoadTally();
        for (var each = 0; each < 8; each++)
        {
            tally.Add(LoadAnswer.Of(200, 10), TimeSpan.FromMilliseconds(3));
        }

        tally.Add(LoadAnswer.Of(503, 0), TimeSpan.FromMilliseconds(3));
        tally.Add(LoadAnswer.Failed(LoadOutcome.NotConnected, "refused"), TimeSpan.FromMilliseconds(1));

        Assert.Equal(
            "10 requests in 4.0 s (2.5/s): 8 ok, 2 failed (1 5xx, 1 not connected), 2 not sent in time; p50 3.0 ms, p95 3.0 ms, p99 3.0 ms",
            LoadLine.Of(tally.Result(TimeSpan.FromSeconds(4), 12)));
    }

    [Fact]
    public void Line_OfARunWithoutAnswers_HasNoTimes()
    {
        var tally = new LoadTally();
        tally.Add(LoadAnswer.Failed(LoadOutcome.TimedOut, "late"), TimeSpan.FromSeconds(1));

        Assert.Equal("1 requests in 1.0 s (1.0/s): 0 ok, 1 failed (1 timed out)", LoadLine.Of(tally.Result(TimeSpan.FromSeconds(1), null)));
    }
}
