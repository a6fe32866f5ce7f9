using CanaryMesh.Analyzer.Control;
using Microsoft.Extensions.Time.Testing;
using Wire = CanaryMesh.Api.Control;

namespace CanaryMesh.Analyzer.Host.Tests.Control;

public sealed class PolicyBoardTests
{
    private static readonly WorkloadKey Key = new("shop", "api");
    private readonly PolicyBoard _board = new(new FakeTimeProvider());
    private readonly List<WorkloadKey> _changed = [];

    public PolicyBoardTests()
    {
        _board.BeginTerm(3);
        _board.Changed += _changed.Add;
    }

    [Fact]
    public void Publish_EqualContent_KeepsItsId()
    {
        var first = _board.Publish(Key, Policies.Weight(10, "b", "a"));

        Assert.Equal(new PolicyId(3, 1), first);
        Assert.Equal(first, _board.Publish(Key, Policies.Weight(10, "a", "b")));
    }

    [Fact]
    public void Publish_OtherContent_GetsTheNextRevision()
    {
        _board.Publish(Key, Policies.Weight(10));

        Assert.Equal(new PolicyId(3, 2), _board.Publish(Key, Policies.Weight(20)));
        Assert.Equal(new PolicyId(3, 3), _board.Publish(Key, Policies.Weight(10)));
    }

    [Fact]
    public void Publish_AfterWithdrawal_NeverFallsBack()
    {
        _board.Publish(Key, Policies.Weight(10));
        _board.Withdraw(Key);

        Assert.Equal(PolicyId.None, _board.Observe(Key).Asked);
        Assert.Equal(new PolicyId(3, 2), _board.Publish(Key, Policies.Weight(10)));
    }

    [Fact]
    public void Publish_InTheNextTerm_BeatsTheLast()
    {
        _board.Publish(Key, Policies.Weight(10));
        _board.BeginTerm(4);

        Assert.Equal(new PolicyId(4, 1), _board.Publish(Key, Policies.Weight(10)));
    }

    [Fact]
    public void Standby_TakesNoStreamAndPublishesNothing()
    {
        _board.EndTerm("over");

        Assert.Null(_board.Attach(Policies.Pod("p1"), "i1", 1));
        Assert.Equal(PolicyId.None, _board.Publish(Key, Policies.Weight(10)));
    }

    [Fact]
    public void Stream_OfThePrimary_GetsTheNewestPolicyOnly()
    {
        var stream = Attach("p1");
        _board.Publish(Key, Policies.Weight(10));
        _board.Publish(Key, Policies.Weight(20, "copy-1"));

        Assert.True(stream.Mailbox.TryRead(out var message));
        Assert.False(stream.Mailbox.TryRead(out _));
        Assert.Equal((20u, "primary", "v-old", 1), (message.Policy.CanaryWeight, message.Policy.Track, message.Policy.Version, message.Policy.Listeners.Count));
    }

    [Fact]
    public void Stream_OfTheCopy_NeverSplits()
    {
        _board.Publish(Key, Policies.Weight(20, "copy-1"));
        var stream = _board.Attach(Policies.Pod("c1") with { Track = "canary", Version = "v-new" }, "i1", 1)!;

        Assert.True(stream.Mailbox.TryRead(out var message));
        Assert.Equal((0u, 0, "canary"), (message.Policy.CanaryWeight, message.Policy.CanaryEndpoints.Count, message.Policy.Track));
    }

    [Fact]
    public void Streams_OfOneShape_ShareTheMessage()
    {
        var (first, second) = (Attach("p1"), Attach("p2"));
        _board.Publish(Key, Policies.Weight(20));

        Assert.True(first.Mailbox.TryRead(out var one) && second.Mailbox.TryRead(out var two) && ReferenceEquals(one, two));
    }

    [Fact]
    public void Answers_AreObservedAndTold()
    {
        var stream = Attach("p1");
        var asked = _board.Publish(Key, Policies.Weight(20));
        _changed.Clear();

        _board.Hear(stream, new Wire.ProxyMessage { Refused = new Wire.PolicyRefused { Id = asked.ToWire(), Reason = "port 1 is\ntaken" } });
        Assert.Equal("port 1 is taken", Assert.Single(_board.Observe(Key).Proxies).Refused);
        _board.Hear(stream, new Wire.ProxyMessage { Applied = new Wire.PolicyApplied { Id = asked.ToWire(), EffectiveWeight = 20 } });

        var seen = Assert.Single(_board.Observe(Key).Proxies);
        Assert.Equal((asked, null, 20), (seen.Applied, seen.Refused, seen.EffectiveWeight));
        Assert.Equal([Key, Key], _changed);
    }

    [Fact]
    public void Reports_WakeATickOnlyForWhatMatters()
    {
        var stream = Attach("p1");
        _changed.Clear();

        foreach (var (weight, inFlight) in new[] { (20u, 3u), (20u, 2u), (0u, 1u), (0u, 0u), (0u, 0u) })
        {
            _board.Hear(stream, Policies.Report(weight, inFlight));
        }

        Assert.Equal(3, _changed.Count);
        Assert.Equal(0, Assert.Single(_board.Observe(Key).Proxies).InFlightCanary);
    }

    [Fact]
    public void Applied_OfANewPolicy_MakesTheLastReportsRequestsUnknown()
    {
        var stream = Attach("p1");
        _board.Hear(stream, Policies.Report(20, 0));
        var asked = _board.Publish(Key, Policies.Weight(0));

        _board.Hear(stream, new Wire.ProxyMessage { Applied = new Wire.PolicyApplied { Id = asked.ToWire() } });

        Assert.Null(Assert.Single(_board.Observe(Key).Proxies).InFlightCanary);
    }

    [Fact]
    public void Counts_OfGoneInstances_StayAndRepeatsAddNothing()
    {
        var stream = Attach("p1");
        _board.Hear(stream, Policies.Report(20, 0, Policies.Row(drawn: 10, latency: 7)));
        _board.Hear(stream, Policies.Report(20, 0, Policies.Row(drawn: 10, latency: 7)));
        _board.Hear(stream, Policies.Report(20, 0, Policies.Row(drawn: 4, latency: 1)));
        var again = _board.Attach(Policies.Pod("p1"), "i1", 1)!;
        _board.Hear(again, Policies.Report(20, 0, Policies.Row(drawn: 12, latency: 9)));
        var restarted = _board.Attach(Policies.Pod("p1"), "i2", 1)!;
        _board.Hear(restarted, Policies.Report(20, 0, Policies.Row(drawn: 5, latency: 2)));
        _board.Hear(again, Policies.Report(20, 0, Policies.Row(drawn: 12, latency: 9)));
        _board.PodGone("uid-p1");

        var counts = Assert.Single(_board.Observe(Key).Counts);
        Assert.Equal((17, 11), (counts.Drawn, counts.Latency[0]));
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public void Failures_OfAVersionThatIsCompared_WakeATick(bool isCompared, int woken)
    {
        _board.Publish(Key, Policies.Weight(20) with { Guard = isCompared ? new() : null });
        var stream = Attach("p1");
        _board.Hear(stream, Policies.Report(20, 3, Policies.Row(drawn: 10, latency: 7)));
        _changed.Clear();

        var failing = Policies.Row(drawn: 11, latency: 7);
        failing.ServerError = 1;
        _board.Hear(stream, Policies.Report(20, 3, failing));
        _board.Hear(stream, Policies.Report(20, 3, failing));

        Assert.Equal(woken, _changed.Count);
    }

    [Fact]
    public void SecondStream_OfAPod_EndsTheFirst()
    {
        var first = Attach("p1");
        var second = Attach("p1");
        _board.Detach(first);

        Assert.True(first.Closed.IsCompleted);
        Assert.False(second.Closed.IsCompleted);
        Assert.Equal(1, _board.ConnectedProxies);
    }

    [Fact]
    public void PodGone_EndsItsStreamAndTells()
    {
        var stream = Attach("p1");
        _changed.Clear();

        _board.PodGone("uid-p1");

        Assert.True(stream.Closed.IsCompleted);
        Assert.Equal([Key], _changed);
        Assert.Empty(_board.Observe(Key).Proxies);
    }

    private ProxyAttachment Attach(string pod) => _board.Attach(Policies.Pod(pod), "i1", 1)!;
}
