using System.Text.Json;
using CanaryMesh.Mesh.Reading;
using CanaryMesh.Mesh.Requests;

namespace CanaryMesh.Mesh.GatewayApi;

/// <summary>Reads spec.rules[].matches[].</summary>
internal static class GatewayMatchReader
{
    public static GatewayMatch Everything { get; } = new(new TextMatch(TextMatchKind.Prefix, "/"));

    public static GatewayMatch Read(JsonElement item) => new(Path(item))
    {
        Method = item.Text("method"),
        Headers = Named(item, "headers", StringComparer.OrdinalIgnoreCase),
        QueryParameters = Named(item, "queryParams", StringComparer.Ordinal),
    };

    private static TextMatch Path(JsonElement item)
    {
        var value = item.Text("path", "value") ?? "/";
        return item.Text("path", "type") switch
        {
            null or "PathPrefix" => new TextMatch(TextMatchKind.Prefix, value),
            "Exact" => new TextMatch(TextMatchKind.Exact, value),
            "RegularExpression" => new TextMatch(TextMatchKind.Regex, value),
            var other => throw new BadObjectException($"a path has the type {other}"),
        };
    }

    // Of two with one name the first counts.
    private static IReadOnlyList<(string Name, TextMatch Value)> Named(JsonElement item, string list, StringComparer names) =>
    [
        .. item.Items(list).Select(each => (Name: each.Text("name") ?? "", Value: Value(each))).DistinctBy(each => each.Name, names),
    ];

    private static TextMatch Value(JsonElement item) => item.Text("type") switch
    {
        null or "Exact" => new TextMatch(TextMatchKind.Exact, item.Text("value") ?? ""),
        "RegularExpression" => new TextMatch(TextMatchKind.Regex, item.Text("value") ?? ""),
        var other => throw new BadObjectException($"a condition has the type {other}"),
    };
}
