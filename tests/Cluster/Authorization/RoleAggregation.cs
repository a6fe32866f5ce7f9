using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Json;
using CanaryMesh.Cluster.Selectors;

namespace CanaryMesh.Cluster.Authorization;

/// <summary>ClusterRoles whose rules are those of others.</summary>
internal static class RoleAggregation
{
    /// <summary>The role with the rules it should have; null if it has them or collects none.</summary>
    public static JsonObject? Refreshed(JsonObject role, IEnumerable<JsonObject> all)
    {
        if (role.Object("aggregationRule") is not { } aggregation)
        {
            return null;
        }

        List<LabelSelector> selectors = [.. aggregation.Objects("clusterRoleSelectors").Select(s => LabelSelector.Of(s))];
        var rules = new JsonArray();
        foreach (var source in all.Where(r => r.Name() != role.Name() && selectors.Any(s => s.Matches(r))).OrderBy(r => r.Name(), StringComparer.Ordinal))
        {
            foreach (var rule in source.Objects("rules").Where(r => !rules.Any(known => JsonAccess.Same(known, r))).ToList())
            {
                rules.Add(rule.CopyNode());
            }
        }

        if (JsonAccess.Same(rules, role["rules"] ?? new JsonArray()))
        {
            return null;
        }

        var refreshed = role.Copy();
        refreshed["rules"] = rules;
        return refreshed;
    }
}
