using CanaryMesh.Api.Control;
using CanaryMesh.Proxy.Tests.Support;

namespace CanaryMesh.Proxy.Tests.Control;

/// <summary>What a proxy tells of a failed request is where it went and what became of it, and nothing of what it carried.</summary>
public sealed class SecretsTests : ControlPods
{
    private const string Secret = "hunter2-s3cr3t";

    [Fact]
    public async Task Samples_OfRequestsFullOfSecrets_HoldNone()
    {
        var log = new CollectingLogger();
        await using var client = Start(log: log);
        Canary.App.FailWith = 500;
        var policy = Some.Policy(revision: 1, weight: 100);
        policy.CanaryEndpoints.Add(Some.Endpoint("canary-1", Canary.Address.ToString()));
        Send(policy);
        await HeardAsync(each => each.Applied?.EffectiveWeight == 100);
        string[] targets =
        [
            $"/pay?token={Secret}", $"/pay#access_token={Secret}", $"/pay;jsessionid={Secret}", $"/pay%3Fcard={Secret}", $"http://user:{Secret}@shop/pay?{Secret}",
        ];
        foreach (var target in targets)
        {
            await RawHttp.AskAsync(Pod.Address, TestPod.Split, Request(target));
        }

        await HeardAsync(each => each.Report?.Counts.Any(counts => counts.Side == Side.Canary && counts.Ended == (ulong)targets.Length) == true);
        var samples = Analyzer.Line.Reports.SelectMany(report => report.Samples).ToList();

        Assert.Equal(targets.Length, samples.Count);
        Assert.All(samples, sample => Assert.Equal(("POST", "/pay", 500u, "", "canary-1"), (sample.Method, sample.Path, sample.Status, sample.TraceId, sample.Pod)));
        Assert.All(Analyzer.Line.Heard, message => Assert.DoesNotContain(Secret, message.ToString(), StringComparison.Ordinal));
        Assert.DoesNotContain(log.Lines, line => line.Contains(Secret, StringComparison.Ordinal));
    }

    private static string Request(string target) => $"""
        POST {target} HTTP/1.1
        Host: shop
        Authorization: Bearer {Secret}
        Cookie: session={Secret}
        X-Api-Key: {Secret}
        Referer: http://shop/{Secret}
        User-Agent: {Secret}
        traceparent: 00-{Secret.PadRight(32, 'x')}-b7ad6b7169203331-01
        Content-Type: text/plain
        Content-Length: {Secret.Length}
        Connection: close

        {Secret}
        """.ReplaceLineEndings("\r\n");
}
