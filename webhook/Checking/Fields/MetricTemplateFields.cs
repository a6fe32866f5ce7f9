using CanaryMesh.Api.Queries;

namespace CanaryMesh.Webhook.Checking.Fields;

/// <summary>spec of a MetricTemplate.</summary>
internal static class MetricTemplateFields
{
    public static IReadOnlyList<FieldRow> Rows { get; } =
    [
        new("spec.provider.type", FieldFate.Done) { Served = [MetricProviders.Prometheus, MetricProviders.ExternalMetrics] },
        new("spec.provider", FieldFate.Done, "address headers.*[] secretRef.name insecureSkipVerify"),
        new("spec.provider.region", FieldFate.NoEffect, "", "no supported source has regions; write the region into address or query"),
        new("spec.query", FieldFate.Done),
    ];
}
