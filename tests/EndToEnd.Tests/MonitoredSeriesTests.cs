using System.Globalization;
using System.Text.Json.Nodes;
using CanaryMesh.Api.Names;
using CanaryMesh.Support;
using CanaryMesh.Support.Kubernetes;

namespace CanaryMesh.EndToEnd.Tests;

/// <summary>What rules and dashboard read is what the processes that run here export.</summary>
public sealed class MonitoredSeriesTests(ManagedWebFixture fixture) : IClassFixture<ManagedWebFixture>
{
    private static readonly string[] Parts = ["_bucket", "_count", "_sum"];

    [EmbeddedFact("pods are asked by their own addresses")]
    public async Task EverySeries_ThatARuleOrAPanelReads_IsExported()
    {
        var system = fixture.Web.Kubectl.In(Installation.Namespace);
        string[] pages =
        [
            .. await ScrapeAsync(system, $"app.kubernetes.io/name={Installation.Analyzer}", Ports.AnalyzerAdmin),
            .. await ScrapeAsync(fixture.Web.Kubectl, "app=web", Ports.Admin),
        ];
        var exported = pages.SelectMany(page => page.Split('\n')).Where(line => line.StartsWith("# TYPE ", StringComparison.Ordinal))
            .Select(line => line.Split(' ')[2]).ToHashSet(StringComparer.Ordinal);

        var read = MonitoringFiles.SeriesRead();
        Assert.NotEmpty(read);
        Assert.All(read, name => Assert.True(exported.Contains(name) || Parts.Any(part => IsPartOf(exported, name, part)), $"{name} is exported by nobody"));
    }

    private static bool IsPartOf(HashSet<string> exported, string name, string part) =>
        name.EndsWith(part, StringComparison.Ordinal) && exported.Contains(name[..^part.Length]);

    private static async Task<IReadOnlyList<string>> ScrapeAsync(Kubectl kubectl, string selector, int port)
    {
        using var client = new HttpClient();
        var pods = (await kubectl.GetAsync(CancellationToken.None, "pods", "-l", selector))["items"]!.AsArray().OfType<JsonObject>();
        return await Task.WhenAll(pods.Where(pod => pod["metadata"]!["deletionTimestamp"] is null).Select(pod => client.GetStringAsync(
            new Uri(string.Create(CultureInfo.InvariantCulture, $"http://{(string?)pod["status"]!["podIP"]}:{port}/metrics")))));
    }
}
