using CanaryMesh.Api.Control;
using CanaryMesh.Proxy.Tests.Support;

namespace CanaryMesh.Proxy.Tests.Control;

public sealed class ControlClientTests : ControlPods
{
    [Fact]
    public async Task Stream_BeginsWithHelloAndToken_ThenAppliesAndReports()
    {
        await using var client = Start();
        Send(Some.Policy(revision: 3, weight: 100));
        await HeardAsync(each => each.Applied?.Id.Revision == 3);

        var hello = Analyzer.Line.Heard.First().Hello;
        Assert.Equal(("primary-1", "shop", 1u), (hello.PodName, hello.PodNamespace, hello.ProtocolMax));
        Assert.Equal("Bearer first-token", Analyzer.Line.Tokens.Single());
        Assert.Equal(0u, Analyzer.Line.Heard.First(each => each.Applied is not null).Applied.EffectiveWeight);
        await HeardAsync(each => each.Report?.Policy.Revision == 3);
    }

    [Fact]
    public async Task Policy_OlderOrFaulty_IsRefusedAndTheLastGoodStays()
    {
        await using var client = Start();
        Send(Some.Policy(revision: 5));
        Send(Some.Policy(revision: 4, weight: 50));
        var faulty = Some.Policy(revision: 6, weight: 101);
        faulty.Track = "blue";
        faulty.Protocol = 2;
        Send(faulty);
        await HeardAsync(each => each.Refused?.Id.Revision == 6);

        var refused = Analyzer.Line.Heard.Where(each => each.Refused is not null).Select(each => each.Refused).ToList();
        Assert.Equal([4ul, 6ul], refused.Select(each => each.Id.Revision));
        Assert.Equal(
            "the policy speaks protocol 2, this proxy 1; it has the unknown track 'blue'; it has weight 101, more than 100", refused[1].Reason);
        Assert.Equal(5ul, Pod.Server.Policies.Current.Policy.Id.Revision);
    }

    [Fact]
    public async Task Counts_AreExactAndCumulative_AndSamplesComeOnce()
    {
        await using var client = Start();
        var policy = Some.Policy(revision: 1, weight: 100);
        policy.CanaryEndpoints.Add(Some.Endpoint("canary-1", Canary.Address.ToString()));
        Send(policy);
        await HeardAsync(each => each.Applied?.EffectiveWeight == 100);
        using var http = Pod.Client();
        await AskAsync(http, "/status/200", 3);
        await AskAsync(http, "/status/500", 2);
        await HeardAsync(each => each.Report?.Counts.Any(counts => counts.Ended == 5) == true);
        await AskAsync(http, "/status/200", 1);
        await HeardAsync(each => each.Report?.Counts.Any(counts => counts.Ended == 6) == true);

        var last = Analyzer.Line.Reports.Last().Counts.Single(each => each.Side == Side.Canary);
        Assert.Equal((6ul, 6ul, 4ul, 2ul), (last.Drawn, last.Ended, last.Success, last.ServerError));
        Assert.Equal((Route.Split, "bbbb", 100u, 1ul), (last.Route, last.Version, last.EffectiveWeight, last.Policy.Revision));
        Assert.Equal(6ul, last.Latency.Aggregate(0ul, (sum, count) => sum + count));
        Assert.Equal(2, Analyzer.Line.Reports.Sum(each => each.Samples.Count));
    }

    [Fact]
    public async Task LostStream_KeepsTheWeightsAndComesBackWithTheNewToken()
    {
        await using var client = Start();
        var policy = Some.Policy(revision: 1, weight: 100);
        policy.CanaryEndpoints.Add(Some.Endpoint("canary-1", Canary.Address.ToString()));
        Send(policy);
        await HeardAsync(each => each.Applied is not null);
        var port = Analyzer.Address.Port;
        await File.WriteAllTextAsync(Path.Combine(Folder, "token"), "second-token");
        await Analyzer.DisposeAsync();

        Assert.Equal(100u, Pod.Server.Policies.Current.EffectiveWeight);
        Analyzer = await ControlEnd.StartAsync(Authority, port: port);
        await HeardAsync(each => each.Hello is not null);
        Assert.Equal(1ul, Analyzer.Line.Heard.First().Hello.Current.Revision);
        Assert.Equal("Bearer second-token", Analyzer.Line.Tokens.First());
    }

    [Fact]
    public async Task Standby_BehindTheSameAddress_IsLeftForTheLeader_AndFollowedOnceItLeads()
    {
        await using var other = await ControlEnd.StartAsync(Authority);
        other.Line.IsStandby = true;
        await using var service = new AlternatingRelay([other.Address, Analyzer.Address]);
        await using var client = Start(service.Address);
        await HeardAsync(each => each.Hello is not null);
        Assert.Equal(1, other.Line.Streams);

        (other.Line.IsStandby, Analyzer.Line.IsStandby) = (false, true);
        Analyzer.Line.End();

        await Until.TrueAsync(() => other.Line.Heard.Any(each => each.Hello is not null));
    }

    [Theory]
    [InlineData(true, 100)]
    [InlineData(false, 400)]
    public async Task Delay_GrowsWithFailures_ButNotWhereAnotherAnalyzerMayLead(bool isStandby, int mostOfThird)
    {
        Analyzer.Line.IsStandby = isStandby;
        var time = new HastyTime();
        await using var client = Start(isStandby ? null : new Uri("https://127.0.0.1:1"), time: time);
        await Until.TrueAsync(() => Waits(time).Count >= 3);

        Assert.InRange(Waits(time)[2].TotalMilliseconds, mostOfThird / 2, mostOfThird);
    }

    [Fact]
    public async Task ServerOfAnotherName_IsNotSpokenTo()
    {
        await using var other = await ControlEnd.StartAsync(Authority, "elsewhere.svc");
        var log = new CollectingLogger();
        await using var client = Start(other.Address, log);
        await Until.TrueAsync(() => log.Lines.Any(line => line.Contains("lost", StringComparison.Ordinal)));

        Assert.Equal(0, other.Line.Streams);
    }

    [Fact]
    public async Task EnvironmentBundle_IsTheFloor_WhileTheMountedOneIsMissing()
    {
        File.Delete(Path.Combine(Folder, "ca.crt"));
        await using var client = Start(bundle: Authority.Pem);

        await HeardAsync(each => each.Hello is not null);
    }

    [Fact]
    public async Task Token_ThatIsMissing_IsSaidOnceAndLookedForAgain()
    {
        File.Delete(Path.Combine(Folder, "token"));
        var log = new CollectingLogger();
        await using var client = Start(log: log);
        await Until.TrueAsync(() => !log.Lines.IsEmpty);
        await File.WriteAllTextAsync(Path.Combine(Folder, "token"), "late");

        await HeardAsync(each => each.Hello is not null);
        Assert.Single(log.Lines, line => line.Contains("No credentials", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Stop_SaysALastReportAndEndsTheStream()
    {
        var client = Start();
        var policy = Some.Policy(revision: 1);
        policy.ReportIntervalMs = 60_000;
        Send(policy);
        await HeardAsync(each => each.Applied is not null);
        using var http = Pod.Client();
        await AskAsync(http, "/", 2);
        Pod.Server.BeginDrain();

        await client.DisposeAsync();
        await Until.TrueAsync(() => Analyzer.Line.IsEndedByProxy);
        var last = Analyzer.Line.Reports.Last();
        Assert.True(last.Draining);
        Assert.Equal(2ul, last.Counts.Single(each => each.Policy.Revision == 1 && each.Side == Side.Primary).Ended);
    }

    [Fact]
    public async Task CanaryInFlight_FallenToZeroAfterWeightZero_IsReportedAtOnce()
    {
        await using var client = Start();
        var policy = Some.Policy(revision: 1, weight: 100);
        policy.CanaryEndpoints.Add(Some.Endpoint("canary-1", Canary.Address.ToString()));
        policy.ReportIntervalMs = 60_000;
        Send(policy);
        await HeardAsync(each => each.Applied?.EffectiveWeight == 100);
        using var http = Pod.Client();
        var slow = http.GetAsync(new Uri("/slow", UriKind.Relative));
        await Until.TrueAsync(() => Pod.Server.Meter.InFlightCanary == 1);
        var off = Some.Policy(revision: 2);
        off.ReportIntervalMs = 60_000;
        Send(off);
        await HeardAsync(each => each.Report is { Policy.Revision: 2, InFlightCanary: 1 });
        Canary.App.Gate.SetResult();
        await slow;

        await HeardAsync(each => each.Report is { Policy.Revision: 2, InFlightCanary: 0 });
    }

    // Beside these the client asks for the life of a stream alone, where none is heard.
    private static List<TimeSpan> Waits(HastyTime time) => [.. time.Asked.Where(each => each > TimeSpan.Zero && each < TimeSpan.FromSeconds(10))];
}
