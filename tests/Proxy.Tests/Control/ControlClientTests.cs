using CanaryMesh.Api.Control;
using CanaryMesh.Proxy.Control;
using CanaryMesh.Proxy.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace CanaryMesh.Proxy.Tests.Control;

public sealed class ControlClientTests : IAsyncLifetime
{
    private readonly TestAuthority _authority = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("cm-proxy-").FullName;
    private TestPod _pod = null!;
    private TestPod _canary = null!;
    private ControlEnd _analyzer = null!;

    public async Task InitializeAsync()
    {
        _pod = await TestPod.StartAsync();
        _canary = await TestPod.StartAsync("canary-1", "canary");
        _analyzer = await ControlEnd.StartAsync(_authority);
        await File.WriteAllTextAsync(Path.Combine(_folder, "token"), "first-token\n");
        await File.WriteAllTextAsync(Path.Combine(_folder, "ca.crt"), _authority.Pem);
    }

    public async Task DisposeAsync()
    {
        await _analyzer.DisposeAsync();
        await _pod.DisposeAsync();
        await _canary.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Stream_BeginsWithHelloAndToken_ThenAppliesAndReports()
    {
        await using var client = Start();
        Send(Some.Policy(revision: 3, weight: 100));
        await HeardAsync(each => each.Applied?.Id.Revision == 3);

        var hello = _analyzer.Line.Heard.First().Hello;
        Assert.Equal(("primary-1", "shop", 1u), (hello.PodName, hello.PodNamespace, hello.ProtocolMax));
        Assert.Equal("Bearer first-token", _analyzer.Line.Tokens.Single());
        Assert.Equal(0u, _analyzer.Line.Heard.First(each => each.Applied is not null).Applied.EffectiveWeight);
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

        var refused = _analyzer.Line.Heard.Where(each => each.Refused is not null).Select(each => each.Refused).ToList();
        Assert.Equal([4ul, 6ul], refused.Select(each => each.Id.Revision));
        Assert.Equal(
            "the policy speaks protocol 2, this proxy 1; it has the unknown track 'blue'; it has weight 101, more than 100", refused[1].Reason);
        Assert.Equal(5ul, _pod.Server.Policies.Current.Policy.Id.Revision);
    }

    [Fact]
    public async Task Counts_AreExactAndCumulative_AndSamplesComeOnce()
    {
        await using var client = Start();
        var policy = Some.Policy(revision: 1, weight: 100);
        policy.CanaryEndpoints.Add(Some.Endpoint("canary-1", _canary.Address.ToString()));
        Send(policy);
        await HeardAsync(each => each.Applied?.EffectiveWeight == 100);
        using var http = _pod.Client();
        await AskAsync(http, "/status/200", 3);
        await AskAsync(http, "/status/500", 2);
        await HeardAsync(each => each.Report?.Counts.Any(counts => counts.Ended == 5) == true);
        await AskAsync(http, "/status/200", 1);
        await HeardAsync(each => each.Report?.Counts.Any(counts => counts.Ended == 6) == true);

        var last = _analyzer.Line.Reports.Last().Counts.Single(each => each.Side == Side.Canary);
        Assert.Equal((6ul, 6ul, 4ul, 2ul), (last.Drawn, last.Ended, last.Success, last.ServerError));
        Assert.Equal((Route.Split, "bbbb", 100u, 1ul), (last.Route, last.Version, last.EffectiveWeight, last.Policy.Revision));
        Assert.Equal(6ul, last.Latency.Aggregate(0ul, (sum, count) => sum + count));
        Assert.Equal(2, _analyzer.Line.Reports.Sum(each => each.Samples.Count));
    }

    [Fact]
    public async Task LostStream_KeepsTheWeightsAndComesBackWithTheNewToken()
    {
        await using var client = Start();
        var policy = Some.Policy(revision: 1, weight: 100);
        policy.CanaryEndpoints.Add(Some.Endpoint("canary-1", _canary.Address.ToString()));
        Send(policy);
        await HeardAsync(each => each.Applied is not null);
        var port = _analyzer.Address.Port;
        await File.WriteAllTextAsync(Path.Combine(_folder, "token"), "second-token");
        await _analyzer.DisposeAsync();

        Assert.Equal(100u, _pod.Server.Policies.Current.EffectiveWeight);
        _analyzer = await ControlEnd.StartAsync(_authority, port: port);
        await HeardAsync(each => each.Hello is not null);
        Assert.Equal(1ul, _analyzer.Line.Heard.First().Hello.Current.Revision);
        Assert.Equal("Bearer second-token", _analyzer.Line.Tokens.First());
    }

    [Fact]
    public async Task Standby_BehindTheSameAddress_IsLeftForTheLeader_AndFollowedOnceItLeads()
    {
        await using var other = await ControlEnd.StartAsync(_authority);
        other.Line.IsStandby = true;
        await using var service = new AlternatingRelay([other.Address, _analyzer.Address]);
        await using var client = Start(service.Address);
        await HeardAsync(each => each.Hello is not null);
        Assert.Equal(1, other.Line.Streams);

        (other.Line.IsStandby, _analyzer.Line.IsStandby) = (false, true);
        _analyzer.Line.End();

        await Until.TrueAsync(() => other.Line.Heard.Any(each => each.Hello is not null));
    }

    [Fact]
    public async Task ServerOfAnotherName_IsNotSpokenTo()
    {
        await using var other = await ControlEnd.StartAsync(_authority, "elsewhere.svc");
        var log = new CollectingLogger();
        await using var client = Start(other.Address, log);
        await Until.TrueAsync(() => log.Lines.Any(line => line.Contains("lost", StringComparison.Ordinal)));

        Assert.Equal(0, other.Line.Streams);
    }

    [Fact]
    public async Task EnvironmentBundle_IsTheFloor_WhileTheMountedOneIsMissing()
    {
        File.Delete(Path.Combine(_folder, "ca.crt"));
        await using var client = Start(bundle: _authority.Pem);

        await HeardAsync(each => each.Hello is not null);
    }

    [Fact]
    public async Task Token_ThatIsMissing_IsSaidOnceAndLookedForAgain()
    {
        File.Delete(Path.Combine(_folder, "token"));
        var log = new CollectingLogger();
        await using var client = Start(log: log);
        await Until.TrueAsync(() => !log.Lines.IsEmpty);
        await File.WriteAllTextAsync(Path.Combine(_folder, "token"), "late");

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
        using var http = _pod.Client();
        await AskAsync(http, "/", 2);
        _pod.Server.BeginDrain();

        await client.DisposeAsync();
        await Until.TrueAsync(() => _analyzer.Line.IsEndedByProxy);
        var last = _analyzer.Line.Reports.Last();
        Assert.True(last.Draining);
        Assert.Equal(2ul, last.Counts.Single(each => each.Policy.Revision == 1 && each.Side == Side.Primary).Ended);
    }

    [Fact]
    public async Task CanaryInFlight_FallenToZeroAfterWeightZero_IsReportedAtOnce()
    {
        await using var client = Start();
        var policy = Some.Policy(revision: 1, weight: 100);
        policy.CanaryEndpoints.Add(Some.Endpoint("canary-1", _canary.Address.ToString()));
        policy.ReportIntervalMs = 60_000;
        Send(policy);
        await HeardAsync(each => each.Applied?.EffectiveWeight == 100);
        using var http = _pod.Client();
        var slow = http.GetAsync(new Uri("/slow", UriKind.Relative));
        await Until.TrueAsync(() => _pod.Server.Meter.InFlightCanary == 1);
        var off = Some.Policy(revision: 2);
        off.ReportIntervalMs = 60_000;
        Send(off);
        await HeardAsync(each => each.Report is { Policy.Revision: 2, InFlightCanary: 1 });
        _canary.App.Gate.SetResult();
        await slow;

        await HeardAsync(each => each.Report is { Policy.Revision: 2, InFlightCanary: 0 });
    }

    private ControlClient Start(Uri? address = null, CollectingLogger? log = null, string bundle = "")
    {
        var settings = _pod.Settings with
        {
            ControlAddress = address ?? _analyzer.Address,
            ControlName = ControlEnd.Name,
            CredentialsFolder = _folder,
            CaBundle = bundle,
        };
        var client = new ControlClient(
            settings, _pod.Server, new ControlLog(log ?? (ILogger<ControlLog>)NullLogger<ControlLog>.Instance), TimeProvider.System);
        client.Start();
        return client;
    }

    private void Send(Policy policy) => _analyzer.Line.Say.Writer.TryWrite(new AnalyzerMessage { Policy = policy });

    private Task HeardAsync(Func<ProxyMessage, bool> what) => Until.TrueAsync(() => _analyzer.Line.Heard.Any(what));

    private static async Task AskAsync(HttpClient client, string path, int times)
    {
        for (var index = 0; index < times; index++)
        {
            using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));
        }
    }
}
