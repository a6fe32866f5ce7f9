using System.Net;
using CanaryMesh.LoadTester.Tests.Support;

namespace CanaryMesh.LoadTester.Tests.Serving;

public sealed class TokenGuardTests : IDisposable
{
    private const string Web = """{"name":"web","namespace":"shop"}""";
    private readonly string _file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    [Fact]
    public async Task Call_WithTheToken_PassesAndFollowsItsChange()
    {
        await using var tester = await TesterApp.StartAsync(TesterApp.Open with { RequiresToken = true, TokenFile = _file });
        await File.WriteAllTextAsync(_file, "one\n");

        Assert.Equal(200, (await tester.PostAsync("/gate/approve", Web, "Bearer one")).Status);
        await File.WriteAllTextAsync(_file, "other");

        Assert.Equal(401, (await tester.PostAsync("/gate/approve", Web, "Bearer one")).Status);
        Assert.Equal(200, (await tester.PostAsync("/gate/approve", Web, "Bearer other")).Status);
    }

    [Theory]
    [InlineData("/gate/approve")]
    [InlineData("/gate/open")]
    [InlineData("/rollback/open")]
    [InlineData("/api/v1/canary")]
    public async Task Call_WithoutTheToken_IsRefused(string path)
    {
        await using var tester = await TesterApp.StartAsync(TesterApp.Open with { RequiresToken = true, TokenFile = _file });
        await File.WriteAllTextAsync(_file, "one");

        var (status, text) = await tester.PostAsync(path, Web);

        Assert.Equal((401, "the token is missing or wrong: send Authorization: Bearer TOKEN"), (status, text));
        Assert.Contains("canarymesh_loadtester_refused_total{reason=\"token\"} 1", await tester.MetricsAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_WhereNoTokenIsSet_IsRefusedWhateverItCarries()
    {
        await using var tester = await TesterApp.StartAsync(TesterApp.Open with { RequiresToken = true, TokenFile = _file });

        var (status, text) = await tester.PostAsync("/", Web, "Bearer x");

        Assert.Equal(401, status);
        Assert.StartsWith("this load tester has no token yet", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/healthz")]
    [InlineData("/readyz")]
    [InlineData("/metrics")]
    public async Task Probe_NeedsNoToken(string path)
    {
        await using var tester = await TesterApp.StartAsync(TesterApp.Open with { RequiresToken = true, TokenFile = _file });

        Assert.Equal(HttpStatusCode.OK, (await tester.Client.GetAsync(new Uri(path, UriKind.Relative))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await tester.Admin.GetAsync(new Uri(path, UriKind.Relative))).StatusCode);
    }

    public void Dispose() => File.Delete(_file);
}
