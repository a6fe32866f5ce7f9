using System.Text.Json.Nodes;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Routing.GatewayApi;

/// <summary>Filters that change headers.</summary>
internal static class HeaderFilters
{
    public const string Response = "ResponseHeaderModifier";
    public const string ResponseMember = "responseHeaderModifier";

    public static IEnumerable<JsonObject> Of(JsonNode? headers) =>
    [
        .. One(headers.At("request"), "RequestHeaderModifier", "requestHeaderModifier"),
        .. One(headers.At("response"), Response, ResponseMember),
    ];

    /// <summary>A backend's own filters, with a cookie that its answers set.</summary>
    public static JsonArray WithCookie(IEnumerable<JsonObject> filters, string cookie)
    {
        List<JsonObject> all = [.. filters.Select(each => (JsonObject)each.DeepClone())];
        var modifier = all.Find(each => each.Text("type") == Response);
        if (modifier is null)
        {
            modifier = new() { ["type"] = Response };
            all.Add(modifier);
        }

        var added = modifier.Within(ResponseMember).ListWithin("add");
        added.Add(Pair("Set-Cookie", cookie));
        return new([.. all]);
    }

    private static IEnumerable<JsonObject> One(JsonNode? from, string type, string member)
    {
        var modifier = new JsonObject();
        foreach (var name in new[] { "set", "add" })
        {
            var pairs = (from.At(name) as JsonObject ?? []).OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => Pair(pair.Key, (string?)pair.Value ?? ""));
            Put(modifier, name, pairs);
        }

        Put(modifier, "remove", SharedList.Texts(from.At("remove")).Distinct(StringComparer.OrdinalIgnoreCase).Select(each => (JsonNode)each));
        if (modifier.Count > 0)
        {
            yield return new() { ["type"] = type, [member] = modifier };
        }
    }

    private static JsonObject Pair(string name, string value) => new() { ["name"] = name, ["value"] = value };

    private static void Put(JsonObject modifier, string name, IEnumerable<JsonNode> entries)
    {
        JsonNode[] list = [.. entries];
        if (list.Length > 0)
        {
            modifier[name] = new JsonArray(list);
        }
    }
}
