using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Json;

namespace CanaryMesh.Cluster.Authorization;

/// <summary>The roles and bindings a cluster begins with.</summary>
internal static class DefaultRoles
{
    private const string Rbac = "rbac.authorization.k8s.io";
    private const string Aggregate = Rbac + "/aggregate-to-";
    private static readonly string[] Aggregated = ["admin", "edit", "view"];

    private static readonly (string Role, string Kind, string Subject)[] Groups =
    [
        ("cluster-admin", "Group", "system:masters"),
        ("system:discovery", "Group", "system:authenticated"),
        ("system:basic-user", "Group", "system:authenticated"),
        ("system:public-info-viewer", "Group", "system:authenticated"),
        ("system:public-info-viewer", "Group", "system:unauthenticated"),
        ("system:monitoring", "Group", "system:monitoring"),
        ("system:service-account-issuer-discovery", "Group", "system:serviceaccounts"),
        ("system:node", "Group", "system:nodes"),
        ("system:kube-scheduler", "User", "system:kube-scheduler"),
        ("system:kube-controller-manager", "User", "system:kube-controller-manager"),
    ];

    public static IReadOnlyList<JsonObject> ClusterRoles()
    {
        List<JsonObject> plain = [.. RoleText.Parse(UserRoles.Text + "\n" + ComponentRoles.Text + "\n" + ControllerRoles.Text).Select(r => Role(r.Name, r.Rules))];
        List<JsonObject> all = [.. plain, .. Aggregated.Select(Collecting)];

        // view counts into edit and edit into admin, so three rounds fill all of them.
        for (var round = 0; round < Aggregated.Length; round++)
        {
            all = [.. all.Select(r => RoleAggregation.Refreshed(r, all) ?? r)];
        }

        return all;
    }

    public static IEnumerable<JsonObject> Bindings() =>
    [
        .. Groups.GroupBy(g => g.Role).Select(g => Binding(g.Key, [.. g.Select(s => new JsonObject { ["kind"] = s.Kind, ["apiGroup"] = Rbac, ["name"] = s.Subject })])),
        .. RoleText.Parse(ControllerRoles.Text).Select(r => Binding(
            r.Name, [new JsonObject { ["kind"] = "ServiceAccount", ["name"] = r.Name[ControllerRoles.Prefix.Length..], ["namespace"] = "kube-system" }])),
    ];

    private static JsonObject Role(string name, JsonArray rules)
    {
        var role = Named("ClusterRole", name);
        if (name.StartsWith("system:aggregate-to-", StringComparison.Ordinal))
        {
            role.Ensure("metadata", "labels")[$"{Rbac}/{name["system:".Length..]}"] = "true";
        }

        role["rules"] = rules;
        return role;
    }

    private static JsonObject Collecting(string name)
    {
        var role = Named("ClusterRole", name);
        if (name != "admin")
        {
            role.Ensure("metadata", "labels")[Aggregate + (name == "edit" ? "admin" : "edit")] = "true";
        }

        role["aggregationRule"] = new JsonObject
        {
            ["clusterRoleSelectors"] = new JsonArray(new JsonObject { ["matchLabels"] = new JsonObject { [Aggregate + name] = "true" } }),
        };
        role["rules"] = new JsonArray();
        return role;
    }

    private static JsonObject Binding(string role, JsonNode[] subjects)
    {
        var binding = Named("ClusterRoleBinding", role);
        binding["roleRef"] = new JsonObject { ["apiGroup"] = Rbac, ["kind"] = "ClusterRole", ["name"] = role };
        binding["subjects"] = new JsonArray(subjects);
        return binding;
    }

    private static JsonObject Named(string kind, string name) => new()
    {
        ["kind"] = kind,
        ["apiVersion"] = Rbac + "/v1",
        ["metadata"] = new JsonObject
        {
            ["name"] = name,
            ["labels"] = new JsonObject { ["kubernetes.io/bootstrapping"] = "rbac-defaults" },
            ["annotations"] = new JsonObject { ["rbac.authorization.kubernetes.io/autoupdate"] = "true" },
        },
    };
}
