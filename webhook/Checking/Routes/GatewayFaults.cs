using System.Globalization;
using System.Text.Json.Nodes;
using CanaryMesh.Api.Templates;
using CanaryMesh.Api.Values;

namespace CanaryMesh.Webhook.Checking.Routes;

/// <summary>What a Canary asks of an HTTPRoute that none can say.</summary>
internal static class GatewayFaults
{
    private const string Path = "spec.service";
    private const string Prefix = "ReplacePrefixMatch";
    private const string Full = "ReplaceFullPath";

    public static void Find(JsonObject spec, Findings found)
    {
        if (spec.At("service", "gatewayRefs") is not JsonArray { Count: > 0 })
        {
            found.Add($"{Path}.gatewayRefs", "must name at least one Gateway (or, in a mesh, a Service) that the HTTPRoute is attached to");
        }

        if (RouteFaults.IsTcp(spec))
        {
            found.Add($"{Path}.appProtocol", "tcp must be left out: an HTTPRoute forwards requests of HTTP alone");
        }

        foreach (var (match, path) in RouteFaults.Matches(spec, "service"))
        {
            GatewayMatchFaults.Service(match, path, found);
        }

        foreach (var (match, path) in RouteFaults.Matches(spec, "analysis"))
        {
            GatewayMatchFaults.Analysis(match, path, found);
        }

        Rewrite(spec.At("service", "rewrite"), found);
        Mirrors(spec, found);
        Origins(spec, found);
    }

    private static void Rewrite(JsonNode? rewrite, Findings found)
    {
        var type = rewrite.Text("type");
        if (type is not (null or "" or Prefix or Full))
        {
            found.Add($"{Path}.rewrite.type", $"{ShownText.Of(type)} must be {Full} or {Prefix}");
        }

        if (type == Prefix && rewrite.Text("uri") is not { Length: > 0 })
        {
            found.Add($"{Path}.rewrite.uri", $"must be given where type is {Prefix}");
        }
    }

    private static void Mirrors(JsonObject spec, Findings found)
    {
        foreach (var (each, path) in found.Each(spec.At("service"), Path, "mirror"))
        {
            if (each.At("backendRef", "port") is null && each.Text("backendRef", "group") is null or "" or "core")
            {
                found.Add($"{path}.backendRef.port", "must be given for a Service");
            }
        }
    }

    private static void Origins(JsonObject spec, Findings found)
    {
        var origins = spec.At("service", "corsPolicy", "allowOrigins") as JsonArray ?? [];
        for (var index = 0; index < origins.Count; index++)
        {
            foreach (var (kind, value) in (origins[index] as JsonObject ?? []).Where(pair => pair.Key != "exact"))
            {
                found.Add(
                    string.Create(CultureInfo.InvariantCulture, $"{Path}.corsPolicy.allowOrigins[{index}].{ShownText.Of(kind)}"),
                    $"{ShownText.Of(value.Text() ?? "")} must be exact in an HTTPRoute; * may stand for a part, as in https://*.example.com");
            }
        }
    }
}
