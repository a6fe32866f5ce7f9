using CanaryMesh.Analyzer.Kubernetes;
using CanaryMesh.Analyzer.Prometheus;
using CanaryMesh.Api.Queries;
using CanaryMesh.Api.Resources.MetricTemplates;

namespace CanaryMesh.Analyzer.Sources;

/// <summary>Asks a MetricTemplate's provider, with the credentials of the Secret beside the template.</summary>
internal sealed class ProviderClient(IPrometheusClient prometheus, MetricHttp http, MetricSecrets secrets, IKubeApi api)
{
    private readonly JsonMetricClient _json = new(http);
    private readonly ExternalMetricClient _external = new(http, api);

    /// <summary>The rendered query's answer; <paramref name="namespaces"/> are the template's, which is first, and the Canary's.</summary>
    public async Task<PrometheusReading> AskAsync(ReadyTemplate template, string query, string[] namespaces, DateTimeOffset at, ReadDeadline deadline)
    {
        var metric = template.Provider.Type is MetricProviders.ExternalMetrics ? ExternalMetric.Parse(query) : null;
        if (template.Provider.Type is MetricProviders.ExternalMetrics && metric is null)
        {
            return new PrometheusReading.Refused($"the query must be {ExternalMetric.Words}");
        }

        if (template.Address is not { } address)
        {
            return await _external.ReadAsync(metric!, namespaces, deadline);
        }

        var (endpoint, fault) = await EndpointAsync(template.Provider, address, namespaces[0], deadline);
        return template.Provider.Type switch
        {
            _ when endpoint is null => new PrometheusReading.Refused(fault!),
            MetricProviders.ExternalMetrics => await _external.ReadAsync(endpoint, metric!, deadline),
            MetricProviders.Http => await _json.ReadAsync(endpoint, query, template.Path!, deadline),
            _ => await prometheus.QueryAsync(endpoint, query, at, deadline),
        };
    }

    private async Task<(MetricEndpoint? Endpoint, string? Fault)> EndpointAsync(MetricProvider provider, Uri address, string ns, ReadDeadline deadline)
    {
        var endpoint = new MetricEndpoint(address)
        {
            Headers = [.. (provider.Headers ?? new Dictionary<string, IReadOnlyList<string>>()).SelectMany(pair => pair.Value.Select(value => KeyValuePair.Create(pair.Key, value)))],
            Tls = MetricTls.Ordinary with { AcceptsAny = provider.InsecureSkipVerify == true },
        };
        if (provider.SecretRef is not { } reference)
        {
            return (endpoint, null);
        }

        try
        {
            var (texts, fault) = await secrets.ReadAsync(ns, reference.Name, deadline.Token);
            return texts is null ? (null, fault) : MetricCredentials.Put(endpoint, texts, $"{ns}/{reference.Name}");
        }
        catch (OperationCanceledException) when (!deadline.Caller.IsCancellationRequested)
        {
            return (null, $"Secret {ns}/{reference.Name} could not be read in time");
        }
    }
}
