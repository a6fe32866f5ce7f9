using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Json;

namespace CanaryMesh.Cluster.Access;

/// <summary>Whether one RBAC rule allows a request.</summary>
internal static class RuleMatching
{
    public static bool Allows(JsonObject rule, AccessRequest request)
    {
        if (!Contains(rule, "verbs", request.Verb))
        {
            return false;
        }

        if (request.Path is { } path)
        {
            return Texts(rule, "nonResourceURLs").Any(p => p == "*" || p == path || (p.EndsWith('*') && path.StartsWith(p[..^1], StringComparison.Ordinal)));
        }

        return Contains(rule, "apiGroups", request.Group) && Resource(rule, request) && Name(rule, request);
    }

    private static bool Resource(JsonObject rule, AccessRequest request) =>
        Texts(rule, "resources").Any(r => r == "*" || r == request.FullResource || (request.Subresource is { } sub && r == "*/" + sub));

    private static bool Name(JsonObject rule, AccessRequest request) =>
        rule.Array("resourceNames") is not { Count: > 0 } || (request.Name is { } name && Texts(rule, "resourceNames").Contains(name));

    private static bool Contains(JsonObject rule, string field, string value) => Texts(rule, field).Any(t => t == "*" || t == value);

    private static IEnumerable<string> Texts(JsonObject rule, string field) => (rule.Array(field) ?? []).Select(v => v.Text() ?? "");
}
