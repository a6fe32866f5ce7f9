using System.Text.Json;
using CanaryMesh.Mesh.Actions;
using CanaryMesh.Mesh.Reading;

namespace CanaryMesh.Mesh.GatewayApi;

/// <summary>Reads filters, those of a rule and those of a backend.</summary>
internal static class GatewayFilters
{
    private const string RequestHeaders = "RequestHeaderModifier";
    private const string ResponseHeaders = "ResponseHeaderModifier";
    private const string Mirror = "RequestMirror";
    private const string Rewrite = "URLRewrite";
    private const string Redirect = "RequestRedirect";
    private const double All = 100;
    private static readonly string[] OfRules = [RequestHeaders, ResponseHeaders, Mirror, Rewrite, Redirect];
    private static readonly string[] OfBackends = [RequestHeaders, ResponseHeaders];

    /// <summary>A filter that is not understood must not be passed over: the requests then have an error for an answer.</summary>
    public static bool AreKnown(JsonElement item, bool ofBackend) =>
        item.Items("filters").All(filter => (ofBackend ? OfBackends : OfRules).Contains(filter.Text("type")));

    public static HeaderChange Request(JsonElement item) => Change(item, RequestHeaders, "requestHeaderModifier");

    public static HeaderChange Response(JsonElement item) => Change(item, ResponseHeaders, "responseHeaderModifier");

    public static IReadOnlyList<MirrorTarget> Mirrors(JsonElement rule, Func<JsonElement, Destination> destination) =>
    [
        .. Of(rule, Mirror).Select(filter => filter.At("requestMirror") ?? default)
            .Select(mirror => new MirrorTarget(destination(mirror.At("backendRef") ?? throw new BadObjectException("a mirror has no backendRef")), Percent(mirror))),
    ];

    public static JsonElement? UrlRewrite(JsonElement rule) => Of(rule, Rewrite).Select(filter => filter.At("urlRewrite")).FirstOrDefault();

    public static JsonElement? RequestRedirect(JsonElement rule) => Of(rule, Redirect).Select(filter => filter.At("requestRedirect")).FirstOrDefault();

    public static PathRewrite? Path(JsonElement? filter) => filter?.Text("path", "type") switch
    {
        null => null,
        "ReplaceFullPath" => new PathRewrite.Whole(filter.Value.Text("path", "replaceFullPath") ?? "/"),
        "ReplacePrefixMatch" => new PathRewrite.Segments(filter.Value.Text("path", "replacePrefixMatch") ?? ""),
        var other => throw new BadObjectException($"a path is changed by {other}"),
    };

    private static double Percent(JsonElement mirror) => mirror.At("fraction") is { } fraction
        ? All * (fraction.Number("numerator") ?? 0) / (fraction.Number("denominator") ?? All)
        : mirror.Number("percent") ?? All;

    private static IEnumerable<JsonElement> Of(JsonElement item, string type) => item.Items("filters").Where(filter => filter.Text("type") == type);

    private static HeaderChange Change(JsonElement item, string type, string member)
    {
        var changes = Of(item, type).Select(filter => filter.At(member)).OfType<JsonElement>().ToList();
        return new HeaderChange(Pairs(changes, "set"), Pairs(changes, "add"), [.. changes.SelectMany(change => change.Texts("remove"))]);
    }

    private static Dictionary<string, string> Pairs(IEnumerable<JsonElement> changes, string list) => changes
        .SelectMany(change => change.Items(list))
        .DistinctBy(each => each.Text("name"), StringComparer.OrdinalIgnoreCase)
        .ToDictionary(each => each.Text("name") ?? "", each => each.Text("value") ?? "", StringComparer.OrdinalIgnoreCase);
}
