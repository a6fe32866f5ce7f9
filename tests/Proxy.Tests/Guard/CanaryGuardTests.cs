using CanaryMesh.Api.Control;
using CanaryMesh.Proxy.Guard;
using CanaryMesh.Proxy.Telemetry;
using CanaryMesh.Proxy.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace CanaryMesh.Proxy.Tests.Guard;

public sealed class CanaryGuardTests
{
    private readonly CollectingLogger _log = new();
    private readonly CanaryGuard _guard;
    private ulong _revision;
    private int _ejected;

    public CanaryGuardTests() => _guard = new(new GuardLog(_log), new FakeTimeProvider()) { Ejected = () => _ejected++ };

    [Fact]
    public void Policy_WithoutSettings_IsNotWatched() => Assert.Null(Admit(null));

    [Fact]
    public void Trial_OfOneVersion_GoesOnOverPolicies_UntilALargerAdmission()
    {
        var trial = Admit(new GuardSettings { Admission = 2 });

        Assert.Same(trial, Admit(new GuardSettings { Admission = 2 }));
        Assert.Null(Admit(new GuardSettings { Admission = 2 }, ""));
        Assert.Same(trial, Admit(new GuardSettings { Admission = 1 }));
        var next = Admit(new GuardSettings { Admission = 3 });
        Assert.NotSame(trial, next);
        Assert.Same(next, Admit(new GuardSettings { Admission = 3 }));
        Assert.NotSame(next, Admit(new GuardSettings { Admission = 3 }, "cccc"));
    }

    [Fact]
    public void Retry_OfARepairedVersion_InheritsNoFailures()
    {
        Break(Admit(new GuardSettings { Admission = 2 })!, failures: 4);

        var retry = Admit(new GuardSettings { Admission = 3 })!;
        Break(retry, failures: 4);
        Assert.Null(_guard.Alarm);
        Assert.Empty(_log.Lines);

        Break(retry, failures: 1);
        Assert.Equal((3ul, 5L), (_guard.Alarm!.Admission, _guard.Alarm.CanaryFailed));
    }

    [Theory]
    [InlineData("bbbb")]
    [InlineData("")]
    public void Failures_AfterTheGuardWasWithdrawn_EjectNobody(string version)
    {
        var former = Admit(new GuardSettings())!;
        Break(former, failures: 4);
        Assert.Null(Admit(null, version));

        Break(former);

        Assert.Equal(0, _ejected);
        Assert.Null(_guard.Alarm);
        Assert.Empty(_log.Lines);
        Assert.Null(Admit(null));
        Assert.NotSame(former, Admit(new GuardSettings()));
    }

    [Fact]
    public void Ejection_IsToldAndLoggedOnce()
    {
        Break(Admit(new GuardSettings { Admission = 2 })!);

        Assert.Equal(1, _ejected);
        Assert.Contains("bbbb is ejected here: 5 of its requests failed and 0 of the primary's, of 5 in all", Assert.Single(_log.Lines), StringComparison.Ordinal);
        Assert.Equal((1ul, 1ul, "bbbb", 2ul, 5L), (_guard.Alarm!.Term, _guard.Alarm.Revision, _guard.Alarm.Version, _guard.Alarm.Admission, _guard.Alarm.CanaryFailed));
    }

    [Theory]
    [InlineData("bbbb", 2, true)]
    [InlineData("bbbb", 0, true)]
    [InlineData("bbbb", -1, true)]
    [InlineData("", 9, true)]
    [InlineData("bbbb", 3, false)]
    [InlineData("cccc", 0, false)]
    [InlineData("cccc", -1, false)]
    public void Ejection_UnderALaterPolicy_EndsOnlyForAnotherVersionOrALaterAdmission(string version, int admission, bool stays)
    {
        Break(Admit(new GuardSettings { Admission = 2 })!);

        Admit(admission < 0 ? null : new GuardSettings { Admission = (ulong)admission }, version);

        Assert.Equal(stays, _guard.Alarm is not null);
        Assert.Equal(stays, Admit(null) is { Alarm: not null });
    }

    [Fact]
    public void Admission_StartsAfresh_AndIsLogged()
    {
        Break(Admit(new GuardSettings())!);
        var again = Admit(new GuardSettings { Admission = 1 })!;
        Assert.Equal("Canary bbbb is admitted again by policy 1.2", _log.Lines.Last());

        Break(again, failures: 4);
        Assert.Null(_guard.Alarm);
        Break(again, failures: 1);
        Assert.Equal((2, 1ul), (_ejected, _guard.Alarm!.Admission));
    }

    [Fact]
    public void Failures_OfAVersionNoLongerOnTrial_EjectNobody()
    {
        var former = Admit(new GuardSettings())!;
        Admit(new GuardSettings(), "cccc");

        Break(former);

        Assert.Equal(0, _ejected);
        Assert.Null(_guard.Alarm);
        Assert.Empty(_log.Lines);
    }

    [Fact]
    public void Settings_OfThePolicy_DecideHowMuchIsNeeded()
    {
        var eager = Admit(new GuardSettings { Alpha = 0.05, MarginRatio = 1, MarginAdded = 0 })!;

        Break(eager, failures: 3);

        Assert.Equal(3, eager.Alarm?.CanaryFailed);
    }

    [Theory]
    [InlineData(0.0, 1.1, 0.0, "has the guard's alpha 0, not above 0 and at most 0.5")]
    [InlineData(double.NaN, 1.1, 0.0, "has the guard's alpha NaN, not above 0 and at most 0.5")]
    [InlineData(0.001, 0.0, 0.5, "has the guard's margin 0 times plus 0.5")]
    [InlineData(0.001, 1.1, -1.0, "has the guard's margin 1.1 times plus -1")]
    [InlineData(0.5, 1.0, 0.0, null)]
    public void Settings_ThatMeanNothing_AreFaults(double alpha, double ratio, double added, string? fault)
    {
        var settings = new GuardSettings { Alpha = alpha, MarginRatio = ratio, MarginAdded = added };

        Assert.Equal(fault is null ? [] : [fault], GuardTerms.Faults(settings));
        Assert.Empty(GuardTerms.Faults(null));
    }

    private GuardTrial? Admit(GuardSettings? settings, string version = "bbbb")
    {
        var policy = Some.Policy(++_revision, 10);
        (policy.Guard, policy.CanaryVersion) = (settings, version);
        return _guard.Admit(policy);
    }

    private static void Break(GuardTrial trial, int failures = 5)
    {
        for (var index = 0; index < failures; index++)
        {
            trial.Share(10)!.End(onCanary: true, Outcome.Reset);
        }
    }
}
