using System.Text.Json.Nodes;

namespace CanaryMesh.Document.Tests.Stage;

/// <summary>Asks the cluster's Prometheus.</summary>
internal static class PrometheusAnswers
{
    /// <summary>The series that answer a query.</summary>
    public static async Task<IReadOnlyList<JsonObject>> OfAsync(string query)
    {
        var address = (await DocumentCluster.StartedAsync()).Cluster.Prometheus;
        using var client = new HttpClient();
        var answer = JsonNode.Parse(await client.GetStringAsync(new Uri(address, $"/api/v1/query?query={Uri.EscapeDataString(query)}")))!;
        Assert.Equal("success", (string?)answer["status"]);
        return [.. answer["data"]!["result"]!.AsArray().Select(series => series!.AsObject())];
    }

    public static string? Label(JsonObject series, string name) => (string?)series["metric"]![name];
}
