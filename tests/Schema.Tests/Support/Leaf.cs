using System.Text.Json.Nodes;
using CanaryMesh.Api.Tests.Support;

namespace CanaryMesh.Schema.Tests.Support;

/// <summary>One leaf of Flagger's schema: a value that has no members of its own.</summary>
internal sealed record Leaf(string Kind, string Path, JsonObject Schema)
{
    public const string Key = "x-some";

    /// <summary>Where the value stands in an object that has one item in each list and one name in each map.</summary>
    public string Place => PlaceOf(Path);

    public IReadOnlyList<string> Choices => [.. (Schema["enum"] as JsonArray ?? []).Select(each => (string)each!)];

    public static IReadOnlyList<Leaf> All { get; } = [.. new[] { "Canary", "MetricTemplate", "AlertProvider" }.SelectMany(Of)];

    public static Leaf At(string kind, string path) => All.Single(leaf => leaf.Kind == kind && leaf.Path == path);

    public static string PlaceOf(string path) => path.Replace("[]", "[0]", StringComparison.Ordinal).Replace("*", Key, StringComparison.Ordinal);

    private static IEnumerable<Leaf> Of(string kind) => SchemaWalk.Nodes(Crd.Flagger(kind).Schema)
        .Where(node => node.Key.StartsWith(".spec.", StringComparison.Ordinal))
        .Where(node => node.Value["properties"] is null && node.Value["items"] is null && node.Value["additionalProperties"] is null)
        .Select(node => new Leaf(kind, node.Key[1..], node.Value));
}
