using System.Text.Json.Nodes;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Routing;

/// <summary>Conditions that no router of a mesh or gateway can keep: each would lead more requests than it says.</summary>
internal static class ConditionFaults
{
    /// <summary>A/B of no conditions at all.</summary>
    public const string WithoutAny = "spec.analysis.match: without conditions on requests, which TCP has none of, A/B would lead everybody to the version on trial";

    private const string CookieHeader = "cookie";

    /// <summary>A condition of the analysis at <paramref name="path"/>; <paramref name="router"/> is who has to compare it.</summary>
    public static IEnumerable<string> Match(JsonObject match, string path, bool isEmpty, string router)
    {
        var cookies = (match["cookies"] as JsonObject)?.Count ?? 0;
        if (isEmpty)
        {
            yield return $"{path}: without a condition it would take every request";
        }

        if (cookies > 1 || (cookies == 1 && HasCookie(match)))
        {
            yield return $"{path}.cookies: {router} compares the header of all cookies once, so one condition on it is the most";
        }
    }

    /// <summary>Session affinity beside conditions of the service on the same header.</summary>
    public static IEnumerable<string> Cookies(RouteIntent intent) => intent.Cookies is null
        ? []
        : intent.Service.Objects("match")
            .Select((match, index) => HasCookie(match) ? $"spec.service.match[{index}].headers: a condition on cookies and session affinity exclude each other" : null)
            .OfType<string>();

    private static bool HasCookie(JsonObject match) =>
        (match["headers"] as JsonObject ?? []).Any(header => string.Equals(header.Key, CookieHeader, StringComparison.OrdinalIgnoreCase));
}
