using System.Text.Json.Nodes;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Cli.Objects;

/// <summary>What an installation is limited to, read off its analyzer.</summary>
internal static class AnalyzerLimits
{
    /// <summary>The watched namespaces; none: all of them.</summary>
    internal static IReadOnlyList<string> Of(JsonObject? analyzer) => WatchedNamespaces.Parse(
        analyzer.Objects("spec", "template", "spec", "containers").SelectMany(each => each.Objects("env"))
            .FirstOrDefault(each => each.Text("name") == WatchedNamespaces.Variable).Text("value"));
}
