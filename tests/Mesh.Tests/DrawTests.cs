using CanaryMesh.Mesh.Actions;

namespace CanaryMesh.Mesh.Tests;

public sealed class DrawTests
{
    [Theory]
    [InlineData(80, 20, 0, "a")]
    [InlineData(80, 20, 0.799, "a")]
    [InlineData(80, 20, 0.8, "b")]
    [InlineData(80, 20, 0.999, "b")]
    [InlineData(0, 100, 0, "b")]
    [InlineData(100, 0, 0.999, "a")]
    [InlineData(1, 3, 0.25, "b")]
    [InlineData(0, 0, 0.5, null)]
    public void Draw_ByWeights_Picks(int a, int b, double drawn, string? picked) =>
        Assert.Equal(picked, WeightedDraw.Pick([Target("a", a), Target("b", b)], drawn)?.Destination.Host);

    [Fact]
    public void Headers_AreRemovedThenSetThenAdded()
    {
        var headers = new HeaderList();
        headers.Add("A", "1");
        headers.Add("b", "1");
        headers.Add("C", "1");

        new HeaderChange(new Dictionary<string, string> { ["B"] = "2" }, new Dictionary<string, string> { ["c"] = "2", ["a"] = "3" }, ["a"]).Apply(headers);

        Assert.Equal("C=1 B=2 c=2 a=3", string.Join(' ', headers.All.Select(each => $"{each.Key}={each.Value}")));
    }

    [Theory]
    [InlineData("connect-failure,refused-stream", true, false, 503, false)]
    [InlineData("5xx", true, true, 503, true)]
    [InlineData("gateway-error", true, false, 500, false)]
    [InlineData("gateway-error", true, false, 502, true)]
    [InlineData("418", false, false, 418, true)]
    [InlineData("", false, false, 503, false)]
    public void Retry_ByItsWords_IsWanted(string on, bool connect, bool reset, int status, bool afterStatus)
    {
        var rule = new RetryRule(1, on.Split(','));

        Assert.Equal((connect, reset, afterStatus), (rule.AfterConnectFailure, rule.AfterReset, rule.AfterStatus(status)));
    }

    [Theory]
    [InlineData("/foo", "/bar", "/foo/x", "/bar/x")]
    [InlineData("/foo", "/", "/foo/x", "/x")]
    [InlineData("/foo", "", "/foo", "/")]
    [InlineData("/foo", "/bar/", "/foo", "/bar")]
    [InlineData("", "/v1", "/x", "/v1/x")]
    public void Rewrite_OfSegments_HasOneSlash(string matched, string replacement, string path, string becomes) =>
        Assert.Equal(becomes, new PathRewrite.Segments(replacement).Apply(path, matched));

    private static WeightedTarget Target(string host, int weight) => new(new Destination(host, null), weight);
}
