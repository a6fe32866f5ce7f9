using System.Text.Json;
using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Prometheus;
using CanaryMesh.Api.Queries;
using CanaryMesh.Api.Resources;
using CanaryMesh.Api.Resources.MetricTemplates;
using CanaryMesh.Api.Values;

namespace CanaryMesh.Analyzer.Sources;

/// <summary>A MetricTemplate's object → what can be asked, or why not. Admission refuses such faults; it may have been away.</summary>
internal static class TemplateReader
{
    public static (ReadyTemplate? Template, string? Fault) Read(JsonObject raw)
    {
        try
        {
            return raw.Deserialize(ResourceJson.Default.MetricTemplate) is { Spec: { } spec } ? Read(spec) : (null, "it has no spec");
        }
        catch (JsonException exception)
        {
            return (null, $"{exception.Path?.TrimStart('$', '.')} cannot be read");
        }
    }

    private static (ReadyTemplate? Template, string? Fault) Read(MetricTemplateSpec spec)
    {
        var type = spec.Provider.Type;
        var address = Uri.TryCreate(spec.Provider.Address, UriKind.Absolute, out var given) ? given : null;
        var path = NumberPath.Parse(spec.Provider.JsonPath);
        var query = QueryTemplate.Parse(spec.Query, out var faults);
        var fault = type switch
        {
            _ when !MetricProviders.AreSupported(type) => $"spec.provider.type: {ShownText.Of(type)} must be {MetricProviders.Words}",
            _ when address is null && (MetricProviders.NeedsAddress(type) || spec.Provider.Address is { Length: > 0 }) => "spec.provider.address is no address",
            _ when address is not null && OutboundAddress.Fault(address) is { } odd => $"spec.provider.address: {odd}",
            MetricProviders.Http when path is null => $"spec.provider.jsonPath must be {NumberPath.Words}",
            _ when query is null => $"spec.query: {string.Join("; ", faults)}",
            _ => null,
        };
        return fault is null ? (new(spec.Provider, query!, address, path), null) : (null, fault);
    }
}
