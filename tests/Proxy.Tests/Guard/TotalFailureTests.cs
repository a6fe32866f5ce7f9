using CanaryMesh.Api.Control;
using CanaryMesh.Proxy.Guard;
using CanaryMesh.Proxy.Telemetry;
using Microsoft.Extensions.Time.Testing;

namespace CanaryMesh.Proxy.Tests.Guard;

/// <summary>A guard that tolerates a quarter of the requests: what it is ordered with where nobody acts on the comparison.</summary>
public sealed class TotalFailureTests
{
    private readonly GuardTrial _trial = new("bbbb", GuardTerms.Of(new GuardSettings { MarginAdded = 0.25 }), _ => { }, new FakeTimeProvider());

    [Theory]
    [InlineData(1, 15)]
    [InlineData(10, 15)]
    [InlineData(25, 15)]
    [InlineData(50, 23)]
    public void DeadCanary_IsEjected(int weight, int failures)
    {
        for (var failed = 1; failed <= failures; failed++)
        {
            Assert.Null(_trial.Alarm);
            End(weight, false, Outcome.Success, (100 / weight) - 1);
            End(weight, true, Outcome.ServerError, 1);
        }

        Assert.Equal(failures, _trial.Alarm?.CanaryFailed);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(20)]
    public void CanaryThatFailsNowAndThen_IsNeverEjected(int percent)
    {
        for (var request = 0; request < 100_000; request++)
        {
            End(10, false, Outcome.Success, 9);
            End(10, true, request * 37 % 100 < percent ? Outcome.ServerError : Outcome.Success, 1);
        }

        Assert.Null(_trial.Alarm);
    }

    [Fact]
    public void DeadCanary_WhereAllMayFail_IsNeverEjected()
    {
        var trial = new GuardTrial("bbbb", GuardTerms.Of(new GuardSettings { MarginRatio = 1, MarginAdded = 1 }), _ => { }, new FakeTimeProvider());
        for (var request = 0; request < 10_000; request++)
        {
            trial.Share(10)!.End(onCanary: request % 10 == 0, request % 10 == 0 ? Outcome.ServerError : Outcome.Success);
        }

        Assert.Null(trial.Alarm);
    }

    private void End(int weight, bool onCanary, Outcome outcome, int times)
    {
        for (var time = 0; time < times; time++)
        {
            _trial.Share((uint)weight)!.End(onCanary, outcome);
        }
    }
}
