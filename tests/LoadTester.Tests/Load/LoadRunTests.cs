using CanaryMesh.LoadTester.Load;
using CanaryMesh.LoadTester.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace CanaryMesh.LoadTester.Tests.Load;

public class LoadRunTests
{
    private static readonly LoadPlan Plan = new()
    {
        Address = new("http://127.0.0.1/"),
        Rate = 10,
        Concurrency = 4,
        Duration = TimeSpan.FromSeconds(1),
    };

    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task Run_OfARate_SendsWhenEachIsDue()
    {
        var start = _time.GetTimestamp();
        var sent = new List<double>();
        var run = new LoadRun(Plan, Send, _time);

        var result = await Clock.PassAsync(_time, () => run.RunAsync(CancellationToken.None));

        Assert.Equal([0, 100, 200, 300, 400, 500, 600, 700, 800, 900], sent);
        Assert.Equal((10, 0, 100), (result.Sent, result.NotSent, result.SuccessPercent));
        Assert.Equal(TimeSpan.Zero, result.Slowest);

        Task<LoadAnswer> Send(CancellationToken cancellation)
        {
            sent.Add(_time.GetElapsedTime(start).TotalMilliseconds);
            return Task.FromResult(LoadAnswer.Of(200, 3));
        }
    }

    [Fact]
    public async Task Run_AgainstASlowApp_MeasuresTheLateness()
    {
        var run = new LoadRun(Plan with { Concurrency = 1 }, SlowAsync, _time);

        var result = await Clock.PassAsync(_time, () => run.RunAsync(CancellationToken.None));

        Assert.Equal((2, 8), (result.Sent, result.NotSent));
        Assert.Equal((500, 900), (result.Fastest.TotalMilliseconds, result.Slowest.TotalMilliseconds));
    }

    [Fact]
    public async Task Run_NeverHasMoreInFlightThanAsked()
    {
        var (now, most) = (0, 0);
        var run = new LoadRun(Plan with { Rate = null, Count = 20, Duration = null, Concurrency = 3 }, SendAsync, _time);

        var result = await Clock.PassAsync(_time, () => run.RunAsync(CancellationToken.None));

        Assert.Equal((20, 3), (result.Sent, most));

        async Task<LoadAnswer> SendAsync(CancellationToken cancellation)
        {
            most = Math.Max(most, ++now);
            var answer = await SlowAsync(cancellation);
            now--;
            return answer;
        }
    }

    [Fact]
    public async Task Run_CutOff_TellsWhatCameBackUntilThen()
    {
        using var cut = new CancellationTokenSource();
        var run = new LoadRun(Plan with { Duration = TimeSpan.FromHours(1) }, _ => Task.FromResult(LoadAnswer.Of(503, 0)), _time);

        var result = await Clock.PassAsync(_time, () => run.RunAsync(cut.Token), passed =>
        {
            if (passed.TotalMilliseconds >= 450)
            {
                cut.Cancel();
            }

            return cut.IsCancellationRequested;
        });

        Assert.Equal((5, 0, 5), (result.Sent, result.NotSent, result.Of(LoadOutcome.ServerError)));
    }

    private async Task<LoadAnswer> SlowAsync(CancellationToken cancellation)
    {
        await Task.Delay(TimeSpan.FromMilliseconds(500), _time, cancellation);
        return LoadAnswer.Of(200, 3);
    }
}
