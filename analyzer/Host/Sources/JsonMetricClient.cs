using System.Text.Json;
using CanaryMesh.Analyzer.Prometheus;
using CanaryMesh.Api.Queries;

namespace CanaryMesh.Analyzer.Sources;

/// <summary>Any HTTP API that answers JSON: the query is what follows its address, the number stands at a path.</summary>
internal sealed class JsonMetricClient(MetricHttp http)
{
    public async Task<PrometheusReading> ReadAsync(MetricEndpoint endpoint, string query, NumberPath path, ReadDeadline deadline)
    {
        // An address always has a path, so what is joined to it as a text cannot change its host; that is not left to belief.
        if (!Uri.TryCreate(endpoint.Address.GetLeftPart(UriPartial.Path) + query, UriKind.Absolute, out var address)
            || address.Authority != endpoint.Address.Authority || address.Scheme != endpoint.Address.Scheme)
        {
            return new PrometheusReading.Refused("address and query make no address together");
        }

        var (body, fault) = await http.GetAsync(endpoint, address, deadline);
        return fault ?? Number(body!, path);
    }

    private static PrometheusReading Number(byte[] body, NumberPath path)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return path.Read(document.RootElement) switch
            {
                (_, { } fault) => new PrometheusReading.Refused(fault),
                ({ } number, _) when double.IsFinite(number) => new PrometheusReading.Value(number),
                _ => new PrometheusReading.NoData(),
            };
        }
        catch (JsonException)
        {
            return new PrometheusReading.Refused("the answer is no JSON");
        }
    }
}
