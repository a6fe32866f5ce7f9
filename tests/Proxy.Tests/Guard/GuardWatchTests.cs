using CanaryMesh.Proxy.Guard;
using CanaryMesh.Proxy.Telemetry;

namespace CanaryMesh.Proxy.Tests.Guard;

public sealed class GuardWatchTests
{
    private readonly GuardTrial _trial = new("bbbb", GuardTerms.Usual, _ => { }, TimeProvider.System);

    [Fact]
    public void BrokenClient_KeptOnTheCanary_CountsOnce()
    {
        Fail("anna", 100);
        Fail("berta", 100);
        Fail("carla", 100);
        Assert.Null(_trial.Alarm);

        Fail("dora", 1);
        Fail("emma", 1);

        Assert.Equal((5, 5), (_trial.Alarm?.CanaryFailed, _trial.Alarm?.Requests));
    }

    [Fact]
    public void Client_ThatFailedOnThePrimary_IsNotTheCanarys()
    {
        foreach (var name in (string[])["anna", "berta", "carla", "dora", "emma"])
        {
            Watch().End(Request(name), onCanary: false, Outcome.ServerError);
            Fail(name, 1);
        }

        Assert.Null(_trial.Alarm);
    }

    [Fact]
    public void Requests_WithoutAKey_CountEachTime()
    {
        Fail("", 5);

        Assert.Equal(5, _trial.Alarm?.CanaryFailed);
    }

    [Fact]
    public void Requests_DrawnAfresh_CountEachTime()
    {
        for (var index = 0; index < 5; index++)
        {
            _trial.Watch(10, null)!.End(Request("anna"), onCanary: true, Outcome.Reset);
        }

        Assert.Equal(5, _trial.Alarm?.CanaryFailed);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Client_MovedToTheOtherSide_IsStillTheSame(bool first)
    {
        var failed = new FailedClients();

        Assert.True(failed.Counts(7, onCanary: first));
        Assert.False(failed.Counts(7, onCanary: !first));
        Assert.False(failed.Counts(7, onCanary: first));
        Assert.True(failed.Counts(8, onCanary: !first));
    }

    private GuardWatch Watch() => _trial.Watch(10, context =>
        context.Request.Headers["x-user"].ToString() is { Length: > 0 } user ? (ulong)user.GetHashCode(StringComparison.Ordinal) : null)!;

    private void Fail(string user, int times)
    {
        for (var index = 0; index < times; index++)
        {
            Watch().End(Request(user), onCanary: true, Outcome.ServerError);
            Watch().End(Request(user), onCanary: true, Outcome.Success);
        }
    }

    private static DefaultHttpContext Request(string user)
    {
        var context = new DefaultHttpContext();
        context.Request.Headers["x-user"] = user;
        return context;
    }
}
