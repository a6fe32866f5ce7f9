using System.Text.Json.Nodes;
using CanaryMesh.Api.Templates;
using CanaryMesh.Api.Values;

namespace CanaryMesh.Analyzer.Routing.GatewayApi;

/// <summary>What the section service of a Canary says of headers, paths, copies and times that an HTTPRoute does not take.</summary>
internal static class FilterFaults
{
    private const int LongestValue = 4096;
    private static readonly string[] Sides = ["request", "response"];
    private static readonly string[] Changes = ["set", "add"];
    private static readonly string[] Timeouts = ["timeout", "backendTimeout"];
    private static readonly string[] RewriteTypes = ["", RewriteFilter.Prefix, RewriteFilter.Full];

    public static IEnumerable<string> Of(RouteIntent intent) =>
        [.. Headers(intent.Service["headers"]), .. Rewrite(intent.Service["rewrite"]), .. Mirrors(intent), .. Times(intent.Service), .. CorsFaults.Of(intent.Service["corsPolicy"])];

    private static IEnumerable<string> Headers(JsonNode? headers) =>
        from side in Sides
        from change in Changes
        from pair in headers.At(side, change) as JsonObject ?? []
        let path = $"spec.service.headers.{side}.{change}.{ShownText.Of(pair.Key)}"
        let words = !LegalText.IsHeaderName(pair.Key) ? LegalText.HeaderNameWords : pair.Value.Text() is not { Length: > 0 and <= LongestValue } ? $"a text of 1 to {LongestValue} characters" : null
        where words is not null
        select $"{path}: must be {words}";

    private static IEnumerable<string> Rewrite(JsonNode? rewrite)
    {
        if (rewrite.Text("authority") is { Length: > 0 } authority && !LegalText.IsAuthority(authority))
        {
            yield return $"spec.service.rewrite.authority: {ShownText.Of(authority)} must be {LegalText.AuthorityWords}";
        }

        if (rewrite.Text("type") is { } type && !RewriteTypes.Contains(type))
        {
            yield return $"spec.service.rewrite.type: {ShownText.Of(type)} must be {RewriteFilter.Full} or {RewriteFilter.Prefix}";
        }

        if (rewrite.Text("type") == RewriteFilter.Prefix && rewrite.Text("uri") is not { Length: > 0 })
        {
            yield return $"spec.service.rewrite.uri: must be given where type is {RewriteFilter.Prefix}";
        }
    }

    private static IEnumerable<string> Mirrors(RouteIntent intent) => intent.Service.Objects("mirror")
        .Select((each, index) => (Path: $"spec.service.mirror[{index}].backendRef", Backend: each["backendRef"] as JsonObject ?? []))
        .Select(each => Mirror(each.Path, each.Backend, intent))
        .OfType<string>();

    private static string? Mirror(string path, JsonObject backend, RouteIntent intent) => BackendName.Of(backend, intent.Namespace) switch
    {
        "" => $"{path}.name: must be given",
        var name when name == intent.OnTrial => $"{path}.name: {name} must be another Service; the version on trial gets its copies by spec.analysis.mirror",
        _ when backend.Number("port") is null && BackendName.IsCore(backend.Text("group")) => $"{path}.port: must be given for a Service",
        _ => null,
    };

    private static IEnumerable<string> Times(JsonObject service) => Timeouts
        .Where(name => service.Text(name) is { Length: > 0 } text && !LegalText.IsDuration(text))
        .Select(name => $"spec.service.{name}: {ShownText.Of(service.Text(name)!)} must be {LegalText.DurationWords}");
}
