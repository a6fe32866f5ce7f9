using CanaryMesh.Api.Queries;
using CanaryMesh.Api.Resources.MetricTemplates;

namespace CanaryMesh.Analyzer.Sources;

/// <summary>A MetricTemplate that can be asked. <see cref="Note"/> says what is odd about it; empty is nothing.</summary>
internal sealed record ReadyTemplate(MetricProvider Provider, QueryTemplate Query, Uri? Address, NumberPath? Path)
{
    public string Note { get; init; } = "";
}
