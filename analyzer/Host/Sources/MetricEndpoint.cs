using System.Net.Http.Headers;

namespace CanaryMesh.Analyzer.Sources;

/// <summary>Where a metric source is, and how it is spoken to.</summary>
internal sealed record MetricEndpoint(Uri Address)
{
    public AuthenticationHeaderValue? Authorization { get; init; }

    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    public MetricTls Tls { get; init; } = MetricTls.Ordinary;
}

/// <summary>How a source is trusted and what is shown to it; PEM texts, null where there are none.</summary>
internal sealed record MetricTls(bool AcceptsAny, string? Authority, string? Certificate, string? Key)
{
    public static MetricTls Ordinary { get; } = new(false, null, null, null);
}
