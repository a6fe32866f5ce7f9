using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Json;
using CanaryMesh.Cluster.Kinds;

namespace CanaryMesh.Cluster.Authorization;

/// <summary>Faults of roles and bindings.</summary>
internal static class RoleValidation
{
    private const string Group = "rbac.authorization.k8s.io";

    public static void Role(JsonObject role, FieldFaults faults) => Rules(role, namespaced: true, faults);

    public static void ClusterRole(JsonObject role, FieldFaults faults)
    {
        Rules(role, namespaced: false, faults);
        if (role.Object("aggregationRule") is { } aggregation && aggregation.Array("clusterRoleSelectors") is not { Count: > 0 })
        {
            faults.Required("aggregationRule.clusterRoleSelectors", "at least one clusterRoleSelector required if aggregationRule is non-nil");
        }
    }

    public static void Binding(JsonObject binding, FieldFaults faults)
    {
        var cluster = binding.Namespace() is null;
        if (binding.Text("roleRef", "apiGroup") is not Group)
        {
            faults.NotSupported("roleRef.apiGroup", binding.Text("roleRef", "apiGroup") ?? "", [Group]);
        }

        string[] kinds = cluster ? ["ClusterRole"] : ["Role", "ClusterRole"];
        if (!kinds.Contains(binding.Text("roleRef", "kind")))
        {
            faults.NotSupported("roleRef.kind", binding.Text("roleRef", "kind") ?? "", kinds);
        }

        if (binding.Text("roleRef", "name") is not { Length: > 0 })
        {
            faults.Required("roleRef.name");
        }

        var i = 0;
        foreach (var subject in binding.Objects("subjects"))
        {
            Subject(subject, $"subjects[{i++}]", faults);
        }
    }

    public static void BindingUpdate(JsonObject changed, JsonObject old, FieldFaults faults)
    {
        if (!JsonAccess.Same(changed["roleRef"], old["roleRef"]))
        {
            faults.Invalid("roleRef", changed["roleRef"], "cannot change roleRef");
        }
    }

    private static void Rules(JsonObject role, bool namespaced, FieldFaults faults)
    {
        var i = 0;
        foreach (var rule in role.Objects("rules"))
        {
            Rule(rule, $"rules[{i++}]", namespaced, faults);
        }
    }

    private static void Rule(JsonObject rule, string path, bool namespaced, FieldFaults faults)
    {
        if (Empty(rule, "verbs"))
        {
            faults.Required(path + ".verbs", "verbs must contain at least one value");
        }

        if (!Empty(rule, "nonResourceURLs"))
        {
            if (namespaced)
            {
                faults.Invalid(path + ".nonResourceURLs", rule["nonResourceURLs"], "namespaced rules cannot apply to non-resource URLs");
            }

            if (!Empty(rule, "apiGroups") || !Empty(rule, "resources") || !Empty(rule, "resourceNames"))
            {
                faults.Invalid(path + ".nonResourceURLs", rule["nonResourceURLs"], "rules cannot apply to both regular resources and non-resource URLs");
            }

            return;
        }

        if (Empty(rule, "apiGroups"))
        {
            faults.Required(path + ".apiGroups", "resource rules must supply at least one api group");
        }

        if (Empty(rule, "resources"))
        {
            faults.Required(path + ".resources", "resource rules must supply at least one resource");
        }
    }

    private static void Subject(JsonObject subject, string path, FieldFaults faults)
    {
        if (subject.Text("name") is not { Length: > 0 })
        {
            faults.Required(path + ".name");
        }

        switch (subject.Text("kind"))
        {
            case "ServiceAccount":
                if (subject.Text("namespace") is not { Length: > 0 })
                {
                    faults.Required(path + ".namespace");
                }

                break;
            case "User" or "Group":
                if (subject.Text("apiGroup") is not Group)
                {
                    faults.NotSupported(path + ".apiGroup", subject.Text("apiGroup") ?? "", [Group]);
                }

                break;
            default:
                faults.NotSupported(path + ".kind", subject.Text("kind") ?? "", ["ServiceAccount", "User", "Group"]);
                break;
        }
    }

    private static bool Empty(JsonObject rule, string field) => rule.Array(field) is not { Count: > 0 };
}
