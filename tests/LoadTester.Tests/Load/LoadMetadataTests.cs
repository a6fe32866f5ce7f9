using CanaryMesh.LoadTester.Load;

namespace CanaryMesh.LoadTester.Tests.Load;

public class LoadMetadataTests
{
    private static readonly LoadLimits Limits = new() { Concurrency = 50, Rate = 1000, Duration = TimeSpan.FromMinutes(5) };

    [Fact]
    public void Order_OfAnAddressAlone_HasTheDefaults()
    {
        var order = LoadMetadata.Read(new Dictionary<string, string> { ["type"] = "load", ["url"] = "http://web/" }, Limits, out var faults);

        Assert.Empty(faults);
        Assert.Equal(
            ("GET", 10.0, 10, TimeSpan.FromMinutes(1), false, false),
            (order!.Plan.Method, order.Plan.Rate, order.Plan.Concurrency, order.Plan.Duration, order.Plan.Http2, order.Waits));
    }

    [Fact]
    public void Order_OfEverything_IsRead()
    {
        var order = LoadMetadata.Read(
            new Dictionary<string, string>
            {
                ["url"] = "https://web/a?b=c",
                ["rate"] = "2.5",
                ["concurrency"] = "3",
                ["duration"] = "90s",
                ["method"] = "post",
                ["timeout"] = "2s",
                ["headers"] = "X-One: 1\n  X-Two: a: b\n",
                ["body"] = "{}",
                ["http"] = "2",
                ["insecure"] = "true",
                ["wait"] = "true",
                ["successRate"] = "99.5",
                ["eventType"] = "Normal",
            },
            Limits, out var faults);

        Assert.Empty(faults);
        Assert.Equal((true, 99.5), (order!.Waits, order.LeastSuccess));
        Assert.Equal([new("X-One", "1"), new("X-Two", "a: b")], order.Plan.Headers);
        Assert.Equal(
            ("POST", 2.5, 3, TimeSpan.FromSeconds(90), TimeSpan.FromSeconds(2), true, true, "{}"),
            (order.Plan.Method, order.Plan.Rate, order.Plan.Concurrency, order.Plan.Duration, order.Plan.Timeout, order.Plan.Http2,
                order.Plan.TrustsAnyCertificate, order.Plan.Body));
    }

    [Theory]
    [InlineData("url", "web", "url must be an absolute http or https address")]
    [InlineData("url", "file:///etc/passwd", "url must be")]
    [InlineData("rate", "0", "rate must be a number from 0.01 to 1000")]
    [InlineData("rate", "1e9", "rate must be")]
    [InlineData("concurrency", "51", "concurrency must be a number from 1 to 50")]
    [InlineData("concurrency", "1.5", "concurrency must be a whole number")]
    [InlineData("duration", "6m", "duration must be a duration such as 30s, at most 300s")]
    [InlineData("duration", "soon", "duration must be")]
    [InlineData("method", "GET /", "method must be")]
    [InlineData("headers", "no colon", "headers must be lines of the form Name: value")]
    [InlineData("http", "3", "http must be 1.1 or 2")]
    [InlineData("wait", "yes", "wait must be true or false")]
    [InlineData("successRate", "101", "successRate must be a number from 0 to 100")]
    [InlineData("urll", "x", "urll is not known; known are")]
    public void Fault_OfAKey_IsNamed(string key, string value, string words)
    {
        var given = new Dictionary<string, string> { ["url"] = "http://web/", [key] = value };

        Assert.Null(LoadMetadata.Read(given, Limits, out var faults));
        Assert.StartsWith(words, Assert.Single(faults), StringComparison.Ordinal);
    }

    [Fact]
    public void Faults_AreAllNamed()
    {
        Assert.Null(LoadMetadata.Read(new Dictionary<string, string> { ["rate"] = "a", ["wait"] = "b" }, Limits, out var faults));

        Assert.Equal(3, faults.Count);
    }

    [Theory]
    [InlineData(true, 0, 0, false)]
    [InlineData(false, 0, 0, true)]
    [InlineData(false, 0, 51, false)]
    [InlineData(false, 1, 50, true)]
    public void Order_IsMet_ByEnoughGoodAnswers(bool unreached, int good, double least, bool met)
    {
        var tally = new LoadTally();
        tally.Add(unreached ? LoadAnswer.Failed(LoadOutcome.Broken, "x") : LoadAnswer.Of(500, 0), TimeSpan.Zero);
        for (var each = 0; each < good; each++)
        {
            tally.Add(LoadAnswer.Of(200, 0), TimeSpan.Zero);
        }

        Assert.Equal(met, new LoadOrder(new() { Address = new("http://web/") }, true, least).IsMet(tally.Result(TimeSpan.FromSeconds(1), null)));
    }
}
