using System.Text.Json.Nodes;
using CanaryMesh.Document.Tests.Seed;
using CanaryMesh.Document.Tests.Stage;
using CanaryMesh.Document.Tests.Stories;

namespace CanaryMesh.Document.Tests.Chapters;

/// <summary>The series that the document lists, in a real Prometheus after a real rollout.</summary>
public sealed class SeriesTests
{
    private const string Series = "Flagger Metrics";

    [CommandFact(Series, "flagger_canary_duration_seconds_bucket")]
    public Task Duration_OfACanary_HasBuckets() =>
        EventuallyAsync("flagger_canary_duration_seconds_bucket", series => series.Any(each => PrometheusAnswers.Label(each, "le") == "+Inf"));

    [CommandFact(Series, "flagger_canary_status")]
    public Task Status_OfAPromotedCanary_IsOne() => EventuallyAsync("flagger_canary_status", series => Told(series, "name") is ["api-gateway 1"]);

    [CommandFact(Series, "flagger_canary_weight")]
    public Task Weight_OfAPromotedCanary_IsWhollyThePrimarys() =>
        EventuallyAsync("flagger_canary_weight", series => Told(series, "workload") is ["api-gateway 0", "api-gateway-primary 100"]);

    [BlockFact("Grafana Dashboard")]
    public async Task Dashboard_WithTheCorrectedSuccessRate_HasDataInBothPanels()
    {
        await GatewayStory.PromotedAsync();
        var panels = JsonNode.Parse(FlaggerDocument.Block("Grafana Dashboard"))!["dashboard"]!["panels"]!.AsArray();
        var (rate, weight) = ((string)panels[0]!["targets"]![0]!["expr"]!, (string)panels[1]!["targets"]![0]!["expr"]!);

        Assert.Empty(await PrometheusAnswers.OfAsync(rate));
        Assert.NotEmpty(await PrometheusAnswers.OfAsync(weight));
        const string Corrected = """100 * sum by (target) (rate(canarymesh_requests_total{track="canary",outcome="success"}[1h])) / sum by (target) (rate(canarymesh_requests_total{track="canary",outcome!="client_cancel"}[1h]))""";
        Assert.Contains(Corrected.Replace("[1h]", "[1m]", StringComparison.Ordinal), Readme.Instead("Grafana Dashboard"), StringComparison.Ordinal);
        Assert.Contains(await PrometheusAnswers.OfAsync(Corrected), series => PrometheusAnswers.Label(series, "target") == "api-gateway");
    }

    private static IReadOnlyList<string> Told(IReadOnlyList<JsonObject> series, string label) =>
        [.. series.Select(each => $"{PrometheusAnswers.Label(each, label)} {(string?)each["value"]![1]}").Order(StringComparer.Ordinal)];

    private static async Task EventuallyAsync(string name, Func<IReadOnlyList<JsonObject>, bool> isAsSaid)
    {
        await GatewayStory.PromotedAsync();
        var query = FlaggerDocument.Command(Series, name);
        await Support.Eventually.TrueAsync(
            async () => isAsSaid([.. (await PrometheusAnswers.OfAsync(query)).Where(IsOurs)]), TimeSpan.FromSeconds(20), $"{name} is as the document says", CancellationToken.None);

        // The scraper's own namespace label renames the exporter's.
        static bool IsOurs(JsonObject series) => (PrometheusAnswers.Label(series, "exported_namespace") ?? PrometheusAnswers.Label(series, "namespace")) == "footanalytics";
    }
}
