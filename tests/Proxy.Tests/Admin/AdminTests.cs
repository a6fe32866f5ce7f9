using System.Net;
using System.Text.RegularExpressions;
using CanaryMesh.Proxy.Admin;
using CanaryMesh.Proxy.Tests.Support;

namespace CanaryMesh.Proxy.Tests.Admin;

public sealed partial class AdminTests : IAsyncLifetime
{
    private const int AdminPort = 14070;
    private TestPod _pod = null!;
    private HttpClient _admin = null!;

    public async Task InitializeAsync()
    {
        _pod = await TestPod.StartAsync();
        _admin = _pod.Client(AdminPort);
    }

    public async Task DisposeAsync()
    {
        _admin.Dispose();
        await _pod.DisposeAsync();
    }

    [Theory]
    [InlineData("GET", "/ready", 200)]
    [InlineData("GET", "/started", 200)]
    [InlineData("GET", "/metrics", 200)]
    [InlineData("GET", "/drain/" + TestPod.DrainToken, 200)]
    [InlineData("POST", "/drain/" + TestPod.DrainToken, 404)]
    [InlineData("GET", "/drain", 404)]
    [InlineData("GET", "/drain/", 404)]
    [InlineData("POST", "/ready", 405)]
    [InlineData("DELETE", "/metrics", 405)]
    [InlineData("GET", "/", 404)]
    [InlineData("GET", "/policy", 404)]
    public async Task Admin_OffersWhatItMust_AndNothingElse(string method, string path, int status)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(path, UriKind.Relative));
        using var answer = await _admin.SendAsync(request);

        Assert.Equal(status, (int)answer.StatusCode);
    }

    [Fact]
    public async Task Drain_Twice_IsNotReadyButServesAndAsksClientsToLeave()
    {
        using var client = _pod.Client();
        await _admin.GetAsync(Hook(TestPod.DrainToken));
        await _admin.GetAsync(Hook(TestPod.DrainToken));
        using var ready = await _admin.GetAsync(new Uri("/ready", UriKind.Relative));
        using var started = await _admin.GetAsync(new Uri("/started", UriKind.Relative));
        using var served = await client.GetAsync(new Uri("/", UriKind.Relative));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        Assert.Equal(HttpStatusCode.OK, started.StatusCode);
        Assert.Equal(HttpStatusCode.OK, served.StatusCode);
        Assert.True(served.Headers.ConnectionClose);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0123456789abcdee")]
    [InlineData(TestPod.DrainToken + "0")]
    [InlineData("%30123456789abcdef/")]
    public async Task Drain_WithoutThePodsToken_ChangesNothing(string token)
    {
        using var refused = await _admin.GetAsync(Hook(token));
        using var ready = await _admin.GetAsync(new Uri("/ready", UriKind.Relative));

        Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
        Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
    }

    [Fact]
    public void Drain_NoTokenConfigured_IsNobodys() => Assert.False(new DrainHook("", () => { }).Is("/drain/"));

    [Fact]
    public async Task Metrics_BeforeAnyRequest_HaveEverySeriesAtZero()
    {
        var text = await MetricsAsync();

        foreach (var route in (string[])["split", "hop", "direct"])
        {
            foreach (var outcome in (string[])["success", "server_error", "connect_error", "reset", "timeout", "client_cancel"])
            {
                Assert.Contains(
                    $"canarymesh_requests_total{{target_namespace=\"shop\",target=\"\",track=\"primary\",version=\"\",route=\"{route}\",outcome=\"{outcome}\"}} 0\n",
                    text,
                    StringComparison.Ordinal);
            }
        }

        Assert.Contains("canarymesh_effective_weight 0\n", text, StringComparison.Ordinal);
        Assert.Contains("canarymesh_guard_ejected 0\n", text, StringComparison.Ordinal);
        Assert.Contains("canarymesh_fell_back_total 0\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Metrics_AfterRequests_CountWhatTheAppServedByRoute()
    {
        await using var canary = await TestPod.StartAsync("canary-1", "canary");
        canary.Server.Policies.Offer(Some.Policy(1, 0, "canary"));
        _pod.Offer(1, 100, canary);
        using var split = _pod.Client();
        using var direct = _pod.Client(TestPod.Direct);
        await split.GetAsync(new Uri("/", UriKind.Relative));
        await split.PostAsync(new Uri("/break", UriKind.Relative), new StringContent("x"));
        await direct.GetAsync(new Uri("/", UriKind.Relative));
        await Until.TrueAsync(() => _pod.Server.Meter.InFlight + canary.Server.Meter.InFlight == 0);

        var primary = await MetricsAsync();
        using var canaryAdmin = canary.Client(AdminPort);
        var other = await canaryAdmin.GetStringAsync(new Uri("/metrics", UriKind.Relative));
        Assert.Contains(Line("primary", "aaaa", "direct", "success", 1), primary, StringComparison.Ordinal);
        Assert.Contains(Line("primary", "aaaa", "split", "success", 0), primary, StringComparison.Ordinal);
        Assert.Contains("canarymesh_drawn_total{side=\"canary\",weight=\"100\"} 2\n", primary, StringComparison.Ordinal);
        Assert.Contains(Line("canary", "bbbb", "hop", "success", 1), other, StringComparison.Ordinal);
        Assert.Contains(Line("canary", "bbbb", "hop", "reset", 1), other, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Metrics_AreWellFormed()
    {
        _pod.Offer(1, 0);
        using var split = _pod.Client();
        await split.GetAsync(new Uri("/", UriKind.Relative));
        var lines = (await MetricsAsync()).Split('\n');

        Assert.Equal("", lines[^1]);
        Assert.All(lines[..^1], line => Assert.Matches(WellFormed(), line));
        var names = lines.Where(line => line.StartsWith("# TYPE ", StringComparison.Ordinal)).Select(line => line.Split(' ')[2]).ToList();
        Assert.Equal(names.Count, names.Distinct().Count());
        var buckets = lines.Where(line => line.Contains("_bucket{", StringComparison.Ordinal) && line.Contains("route=\"split\"", StringComparison.Ordinal))
            .Select(line => long.Parse(line.Split(' ')[^1], System.Globalization.CultureInfo.InvariantCulture)).ToList();
        Assert.Equal(buckets.Order(), buckets);
        Assert.Equal(1, buckets[^1]);
    }

    private static Uri Hook(string token) => new("/drain/" + token, UriKind.Relative);

    private Task<string> MetricsAsync() => _admin.GetStringAsync(new Uri("/metrics", UriKind.Relative));

    private static string Line(string track, string version, string route, string outcome, int value) =>
        $"canarymesh_requests_total{{target_namespace=\"shop\",target=\"api-gateway\",track=\"{track}\",version=\"{version}\",route=\"{route}\",outcome=\"{outcome}\"}} {value}\n";

    [GeneratedRegex("""^(# (HELP|TYPE) [a-z_]+ .+|[a-z_]+(\{([a-z_]+="[^"]*",?)+\})? [0-9.E+-]+)$""")]
    private static partial Regex WellFormed();
}
