using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Host.Tests.Applying;
using CanaryMesh.Analyzer.Kubernetes;
using CanaryMesh.Analyzer.Prometheus;
using CanaryMesh.Analyzer.Sources;
using CanaryMesh.Api.Queries;
using Microsoft.Extensions.Time.Testing;

namespace CanaryMesh.Schema.Tests.Reading;

/// <summary>What a MetricTemplate makes the analyzer ask, whom, and how: as it leaves for the source.</summary>
internal sealed class TemplateReading : IPrometheusClient
{
    private readonly List<string> _asked = [];

    public static async Task<string> OfAsync(JsonObject thing)
    {
        var (template, fault) = TemplateReader.Read(thing);
        Assert.Null(fault);
        var api = new RecordingApi();
        api.Answer = call => call.StartsWith("get secrets/", StringComparison.Ordinal)
            ? new KubeResult(200, new JsonObject { ["data"] = new JsonObject { ["token"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(call.Split('/')[1])) } }, "", "")
            : null;
        var reading = new TemplateReading();
        using var clients = new GuardedClients(new OutboundRule());
        var client = new ProviderClient(reading, new MetricHttp(clients), new MetricSecrets(api, new FakeTimeProvider()), api);
        var query = template!.Query.Render(QueryValues.Sample, MetricProviders.SurfaceOf(template.Provider.Type)).Text;

        var answer = await client.AskAsync(template, query, ["shop", "shop"], default, new(TimeSpan.FromSeconds(5), default, default));

        return string.Join('\n', [.. reading._asked, $"{answer}"]);
    }

    public Task<PrometheusReading> QueryAsync(MetricEndpoint server, string promql, DateTimeOffset at, ReadDeadline deadline)
    {
        var headers = string.Join(", ", server.Headers.Select(header => $"{header.Key}: {header.Value}"));
        _asked.Add($"{server.Address} {promql} [{headers}] {server.Authorization} {JsonSerializer.Serialize(server.Tls)}");
        return Task.FromResult<PrometheusReading>(new PrometheusReading.NoData());
    }
}
