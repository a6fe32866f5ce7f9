using System.Globalization;
using System.Text.Json.Nodes;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Webhook.Checking.Routes;

/// <summary>What a Canary asks of a route that none can say. The analyzer finds the same, in the same words, in Canaries that were stored before.</summary>
internal static class RouteFaults
{
    private const string Analysis = "spec.analysis";
    private const string CookieHeader = "cookie";

    public static void Find(JsonObject spec, Findings found)
    {
        var provider = spec.Text("provider");
        if (!Providers.IsByRoute(provider))
        {
            return;
        }

        Sides(spec, found);
        Cookies(spec, provider == Providers.Istio ? "Istio" : "an HTTPRoute", found);
        if (provider == Providers.GatewayApi)
        {
            GatewayFaults.Find(spec, found);
        }
    }

    private static void Sides(JsonObject spec, Findings found)
    {
        if (spec.At("analysis", "stickiness") is not null)
        {
            found.Add($"{Analysis}.stickiness", "only the proxies keep clients by a key; with routes there is sessionAffinity");
        }

        if (spec.Text("provider") == Providers.Istio && IsTcp(spec) && spec.At("analysis", "match") is JsonArray { Count: > 0 } && !HasWeights(spec))
        {
            found.Add($"{Analysis}.match", "without conditions on requests, which TCP has none of, A/B would lead everybody to the version on trial");
        }
    }

    private static void Cookies(JsonObject spec, string router, Findings found)
    {
        foreach (var (match, path) in Matches(spec, "analysis"))
        {
            var cookies = (match.At("cookies") as JsonObject)?.Count ?? 0;
            if (cookies > 1 || (cookies == 1 && HasCookie(match)))
            {
                found.Add($"{path}.cookies", $"{router} compares the header of all cookies once, so one condition on it is the most");
            }
        }

        if (spec.At("analysis", "sessionAffinity") is not null)
        {
            foreach (var (_, path) in Matches(spec, "service").Where(each => HasCookie(each.Match)))
            {
                found.Add($"{path}.headers", "a condition on cookies and session affinity exclude each other");
            }
        }
    }

    /// <summary>The conditions of a section, each with its path; what is none has its fault already.</summary>
    public static IEnumerable<(JsonObject Match, string Path)> Matches(JsonObject spec, string section) => (spec.At(section, "match") as JsonArray ?? [])
        .Select((each, index) => (Match: each as JsonObject, Path: string.Create(CultureInfo.InvariantCulture, $"spec.{section}.match[{index}]")))
        .Where(each => each.Match is not null)
        .Select(each => (each.Match!, each.Path));

    public static bool IsTcp(JsonObject spec) => string.Equals(spec.Text("service", "appProtocol"), "tcp", StringComparison.OrdinalIgnoreCase);

    private static bool HasWeights(JsonObject spec) =>
        Findings.WholeOf(spec.At("analysis", "stepWeight")) > 0 || spec.At("analysis", "stepWeights") is JsonArray { Count: > 0 };

    private static bool HasCookie(JsonObject match) =>
        (match.At("headers") as JsonObject ?? []).Any(header => string.Equals(header.Key, CookieHeader, StringComparison.OrdinalIgnoreCase));
}
