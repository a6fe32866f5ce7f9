using System.Net;
using CanaryMesh.Analyzer.Host.Tests.Kubernetes;
using CanaryMesh.Analyzer.Prometheus;
using CanaryMesh.Analyzer.Sources;

namespace CanaryMesh.Analyzer.Host.Tests.Prometheus;

public sealed class PrometheusClientTests : IAsyncLifetime, IDisposable
{
    private static readonly DateTimeOffset At = DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_500);
    private readonly GuardedClients _guarded = new(new OutboundRule { AllowLoopback = true });
    private FakeApiServer _server = null!;
    private string _query = "";

    private static ReadDeadline Deadline => new(TimeSpan.FromSeconds(30), CancellationToken.None, CancellationToken.None);

    public async Task InitializeAsync() => _server = await FakeApiServer.StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    public void Dispose() => _guarded.Dispose();

    [Theory]
    [InlineData("vector", """[{"metric":{},"value":[1,"99.5"]}]""", 99.5)]
    [InlineData("vector", """[{"metric":{},"value":[1,"1e-3"]}]""", 0.001)]
    [InlineData("scalar", """[1,"2"]""", 2.0)]
    public async Task Answer_OfOneNumber_IsItsValue(string type, string result, double number) =>
        Assert.Equal(new PrometheusReading.Value(number), await ReadAsync(200, type, result));

    [Theory]
    [InlineData("vector", "[]")]
    [InlineData("vector", """[{"metric":{},"value":[1,"NaN"]}]""")]
    [InlineData("vector", """[{"metric":{},"value":[1,"+Inf"]}]""")]
    [InlineData("scalar", """[1,"NaN"]""")]
    public async Task Answer_ThatSaysNothing_IsNoData(string type, string result) =>
        Assert.Equal(new PrometheusReading.NoData(), await ReadAsync(200, type, result));

    [Fact]
    public async Task Answer_OfManySeries_IsNotGuessedAt() => Assert.Equal(
        new PrometheusReading.ManySeries(2), await ReadAsync(200, "vector", """[{"value":[1,"1"]},{"value":[1,"2"]}]"""));

    [Theory]
    [InlineData(200, "matrix", "[]")]
    [InlineData(200, "vector", """[{"value":"odd"}]""")]
    [InlineData(200, "vector", "not JSON")]
    [InlineData(400, "vector", "[]")]
    [InlineData(302, "vector", "[]")]
    [InlineData(401, "vector", "[]")]
    public async Task Answer_ThatIsNone_IsARefusal(int code, string type, string result) =>
        Assert.IsType<PrometheusReading.Refused>(await ReadAsync(code, type, result));

    [Theory]
    [InlineData(503)]
    [InlineData(429)]
    public async Task Server_Overloaded_IsUnreachable(int code) =>
        Assert.IsType<PrometheusReading.Unreachable>(await ReadAsync(code, "vector", "[]"));

    [Fact]
    public async Task Query_IsEscapedAndCarriesItsTime()
    {
        await ReadAsync(200, "vector", "[]");

        Assert.Equal("/api/v1/query?query=up%7Ba%3D~%22x%26y%22%7D&time=1700000000.5", _query);
    }

    [Fact]
    public async Task Answer_TooLarge_IsARefusal() =>
        Assert.IsType<PrometheusReading.Refused>(await ReadAsync(200, "vector", new string(' ', 1024 * 1024) + "[]"));

    [Fact]
    public async Task Address_OfThisMachine_IsRefusedUnlessAllowed()
    {
        using var strict = new GuardedClients(new OutboundRule());
        var client = new PrometheusClient(new(strict));

        Assert.IsType<PrometheusReading.Refused>(await client.QueryAsync(new(_server.Connection.Address), "up", At, Deadline));
    }

    [Fact]
    public async Task Server_Absent_IsUnreachable()
    {
        var client = new PrometheusClient(new(_guarded));

        Assert.IsType<PrometheusReading.Unreachable>(await client.QueryAsync(new(new Uri("http://127.0.0.1:1")), "up", At, Deadline));
    }

    [Theory]
    [InlineData("10.1.2.3", true)]
    [InlineData("127.0.0.1", false)]
    [InlineData("::1", false)]
    [InlineData("::ffff:127.0.0.1", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("64:ff9b::a9fe:a9fe", false)]
    [InlineData("fe80::1", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("10.96.0.1", false)]
    [InlineData("10.96.0.9", true)]
    public void Rule_Address_IsReachedOrNot(string address, bool allowed)
    {
        var rule = new OutboundRule { Blocked = [IPNetwork.Parse("10.96.0.0/24")], Allowed = () => [IPNetwork.Parse("10.96.0.9/32")] };

        Assert.Equal(allowed, rule.Allows(IPAddress.Parse(address)));
    }

    [Theory]
    [InlineData("ftp://host/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("http://user:word@host/")]
    public void Address_OddInItsText_IsRefused(string address) => Assert.NotNull(OutboundAddress.Fault(new Uri(address)));

    private async Task<PrometheusReading> ReadAsync(int code, string type, string result)
    {
        _server.Answer = request =>
        {
            _query = request.Path + request.QueryString.Value;
            return (code, $$"""{"status":"success","data":{"resultType":"{{type}}","result":{{result}} } }""");
        };
        var client = new PrometheusClient(new(_guarded));
        return await client.QueryAsync(new(_server.Connection.Address), "up{a=~\"x&y\"}", At, Deadline);
    }
}
