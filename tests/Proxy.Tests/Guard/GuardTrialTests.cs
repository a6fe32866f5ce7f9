using CanaryMesh.Proxy.Guard;
using CanaryMesh.Proxy.Telemetry;
using Microsoft.Extensions.Time.Testing;

namespace CanaryMesh.Proxy.Tests.Guard;

public sealed class GuardTrialTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly GuardTrial _trial;
    private int _ejected;

    public GuardTrialTests() => _trial = new("bbbb", GuardTerms.Usual, _ => Interlocked.Increment(ref _ejected), _time);

    [Theory]
    [InlineData(1, 3)]
    [InlineData(5, 4)]
    [InlineData(10, 5)]
    [InlineData(25, 8)]
    [InlineData(50, 15)]
    public void DeadCanary_BesideAFlawlessPrimary_IsEjectedAfterAsManyFailuresAsPromised(int weight, int failures)
    {
        var failed = 0;
        while (_ejected == 0 && failed < 100)
        {
            End(weight, onCanary: false, Outcome.Success, (100 / weight) - 1);
            End(weight, onCanary: true, Outcome.ServerError);
            failed++;
        }

        Assert.Equal((failures, 1), (failed, _ejected));
        Assert.Equal((failures, 0, failures * 100 / weight), (_trial.Alarm!.CanaryFailed, _trial.Alarm.PrimaryFailed, _trial.Alarm.Requests));
        Assert.True(_trial.Alarm.LogEvidence >= Math.Log(1000));
    }

    [Theory]
    [InlineData("ServerError", true)]
    [InlineData("ConnectError", true)]
    [InlineData("Reset", true)]
    [InlineData("Timeout", true)]
    [InlineData("Success", false)]
    [InlineData("ClientCancel", false)]
    public void Outcome_OfTheCanary_CountsIfItIsAFault(string outcome, bool isFailure)
    {
        End(10, onCanary: false, Outcome.Success, 90);
        End(10, onCanary: true, Enum.Parse<Outcome>(outcome), 10);

        Assert.Equal(isFailure, _ejected == 1);
    }

    [Fact]
    public void BothSides_FailingAlike_EjectNobody()
    {
        for (var round = 0; round < 1000; round++)
        {
            End(10, onCanary: false, Outcome.ServerError, 9);
            End(10, onCanary: true, Outcome.ServerError);
        }

        Assert.Null(_trial.Alarm);
    }

    [Fact]
    public void Failures_AtSeveralWeights_AddUpEachByItsOwn()
    {
        End(5, onCanary: true, Outcome.ServerError);
        End(10, onCanary: true, Outcome.Reset, 3);
        Assert.Equal(0, _ejected);
        End(5, onCanary: true, Outcome.Timeout);

        Assert.Equal((5, 5), (_trial.Alarm?.CanaryFailed, _trial.Alarm?.Requests));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    public void Weight_ThatLeavesNothingToCompare_IsNotWatched(int weight) => Assert.Null(_trial.Share((uint)weight));

    // Without the parts of the stake that enter each minute 19 failures are needed here.
    [Fact]
    public void CanaryThatBreaksLate_IsStillEjectedSoon()
    {
        for (var minute = 0; minute < 30; minute++)
        {
            End(10, onCanary: false, Outcome.Success, 9000);
            End(10, onCanary: true, Outcome.Success, 1000);
            _time.Advance(TimeSpan.FromMinutes(1));
        }

        var failed = 0;
        while (_ejected == 0 && failed < 100)
        {
            End(10, onCanary: true, Outcome.ServerError);
            failed++;
        }

        Assert.InRange(failed, 6, 8);
    }

    [Fact]
    public void Watching_AllocatesNothing()
    {
        var trial = new GuardTrial("bbbb", GuardTerms.Usual, _ => { }, TimeProvider.System);
        var share = trial.Share(10)!;
        Round();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var round = 0; round < 2000; round++)
        {
            Round();
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Null(trial.Alarm);

        void Round()
        {
            for (var index = 0; index < 9; index++)
            {
                share.End(onCanary: false, index == 0 ? Outcome.Success : Outcome.ServerError);
            }

            share.End(onCanary: true, Outcome.ServerError);
        }
    }

    private void End(int weight, bool onCanary, Outcome outcome, int times = 1)
    {
        for (var index = 0; index < times; index++)
        {
            _trial.Share((uint)weight)!.End(onCanary, outcome);
        }
    }
}
