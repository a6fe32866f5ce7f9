using System.Globalization;
using CanaryMesh.Proxy.Guard;
using CanaryMesh.Proxy.Telemetry;
using Microsoft.Extensions.Time.Testing;

namespace CanaryMesh.Proxy.Tests.Guard;

/// <summary>Far more clients fail than are remembered.</summary>
public sealed class GuardOutageTests
{
    private const uint Weight = 10;
    private const int Clients = 60_000;
    private readonly FakeTimeProvider _time = new();
    private readonly GuardTrial _trial;
    private int _clients;

    public GuardOutageTests() => _trial = new("bbbb", GuardTerms.Usual, _ => { }, _time);

    [Fact]
    public void Outage_OfThePrimarysClients_LeavesTheCanaryWatched()
    {
        Fail(onCanary: false, Clients);
        _time.Advance(TimeSpan.FromMinutes(30));

        Fail(onCanary: true, 20);

        Assert.InRange(_trial.Alarm?.CanaryFailed ?? 0, 5, 20);
    }

    [Fact]
    public void Outage_OfBothSides_EjectsNobody()
    {
        for (var round = 0; round < Clients / 10; round++)
        {
            Fail(onCanary: false, 9);
            Fail(onCanary: true, 1);
            _time.Advance(TimeSpan.FromMilliseconds(100));
        }

        Assert.Null(_trial.Alarm);
    }

    private void Fail(bool onCanary, int clients)
    {
        var watch = _trial.Watch(Weight, context => ulong.Parse(context.TraceIdentifier, CultureInfo.InvariantCulture))!;
        var context = new DefaultHttpContext();
        for (var index = 0; index < clients; index++)
        {
            context.TraceIdentifier = ((ulong)++_clients * 0x9E3779B97F4A7C15).ToString(CultureInfo.InvariantCulture);
            watch.End(context, onCanary, Outcome.Reset);
        }
    }
}
