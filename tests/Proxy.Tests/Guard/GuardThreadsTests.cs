using CanaryMesh.Proxy.Guard;
using CanaryMesh.Proxy.Telemetry;

namespace CanaryMesh.Proxy.Tests.Guard;

public sealed class GuardThreadsTests
{
    private const int Threads = 8;
    private const int Rounds = 2000;
    private readonly GuardTrial _trial;
    private int _ejected;

    public GuardThreadsTests() => _trial = new("bbbb", GuardTerms.Usual, _ => Interlocked.Increment(ref _ejected), TimeProvider.System);

    [Fact]
    public async Task DeadCanary_SeenByManyThreads_IsEjectedOnce()
    {
        await OnManyThreadsAsync(number => Round((uint)(5 + (number % 3 * 10)), primary: Outcome.Success));

        Assert.Equal(1, _ejected);
        Assert.InRange(_trial.Alarm!.CanaryFailed, 4, 8 + Threads);
        Assert.InRange(_trial.Alarm.Requests, _trial.Alarm.CanaryFailed, Threads * Rounds * 20);
    }

    [Fact]
    public async Task BothSides_FailingOnManyThreads_EjectNobody_AndNothingIsLost()
    {
        await OnManyThreadsAsync(_ => Round(10, primary: Outcome.ServerError));
        Assert.Null(_trial.Alarm);

        var more = 0;
        while (_ejected == 0 && more++ < 10_000)
        {
            _trial.Share(10)!.End(onCanary: true, Outcome.Reset);
        }

        Assert.Equal(
            ((Threads * Rounds) + more, Threads * Rounds * 9, (Threads * Rounds * 10) + more),
            (_trial.Alarm!.CanaryFailed, _trial.Alarm.PrimaryFailed, _trial.Alarm.Requests));
    }

    // The primary's part comes first, so that no thread sees more of the canary than its share.
    private void Round(uint weight, Outcome primary)
    {
        var share = _trial.Share(weight)!;
        for (var index = 0; index < (100 / weight) - 1; index++)
        {
            share.End(onCanary: false, primary);
        }

        share.End(onCanary: true, Outcome.ServerError);
    }

    private static async Task OnManyThreadsAsync(Action<int> round)
    {
        using var start = new Barrier(Threads);
        await Task.WhenAll(Enumerable.Range(0, Threads).Select(_ => Task.Factory.StartNew(
            () =>
            {
                start.SignalAndWait();
                for (var number = 0; number < Rounds; number++)
                {
                    round(number);
                }
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)));
    }
}
