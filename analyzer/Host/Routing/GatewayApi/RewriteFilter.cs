using System.Text.Json.Nodes;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Routing.GatewayApi;

/// <summary>The filter that changes path or host of a request.</summary>
internal static class RewriteFilter
{
    public const string Type = "URLRewrite";
    public const string Prefix = "ReplacePrefixMatch";
    public const string Full = "ReplaceFullPath";

    private const string Member = "urlRewrite";

    public static IEnumerable<JsonObject> Of(JsonNode? rewrite)
    {
        var change = new JsonObject();
        if (rewrite.Text("authority") is { Length: > 0 } authority)
        {
            change["hostname"] = authority;
        }

        if (rewrite.Text("uri") is { Length: > 0 } uri)
        {
            change["path"] = rewrite.Text("type") == Prefix
                ? new JsonObject { ["type"] = Prefix, ["replacePrefixMatch"] = uri }
                : new JsonObject { ["type"] = Full, ["replaceFullPath"] = uri };
        }

        if (change.Count > 0)
        {
            yield return new() { ["type"] = Type, [Member] = change };
        }
    }

    /// <summary>Whether a rule replaces the prefix that it matched; then it must have exactly one.</summary>
    public static bool ReplacesPrefix(JsonObject rule) => rule
        .Objects("filters")
        .Concat(rule.Objects("backendRefs").SelectMany(each => each.Objects("filters")))
        .Any(filter => filter.Text(Member, "path", "type") == Prefix);
}
