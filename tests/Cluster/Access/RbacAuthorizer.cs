using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Api;
using CanaryMesh.Cluster.Json;
using CanaryMesh.Cluster.Storage;

namespace CanaryMesh.Cluster.Access;

/// <summary>Role-based access, from the stored roles and bindings.</summary>
internal sealed class RbacAuthorizer(ObjectStore store)
{
    private const string Group = "rbac.authorization.k8s.io";
    private static readonly GroupResource Roles = new(Group, "roles");
    private static readonly GroupResource ClusterRoles = new(Group, "clusterroles");
    private static readonly GroupResource RoleBindings = new(Group, "rolebindings");
    private static readonly GroupResource ClusterRoleBindings = new(Group, "clusterrolebindings");

    public RightsLog Rights { get; } = new();

    /// <summary>The same for a request that is really made, and so is put on record.</summary>
    public AccessDecision DecideRequest(Identity who, AccessRequest request)
    {
        var decision = Decide(who, request);
        Rights.Note(who, request, decision.Allowed);
        return decision;
    }

    public AccessDecision Decide(Identity who, AccessRequest request)
    {
        if (who.Groups.Contains("system:masters"))
        {
            return new AccessDecision(true, "");
        }

        var missing = new List<string>();
        foreach (var (binding, subject, rules) in Granted(who, request.Path is null ? request.Namespace : null, missing))
        {
            if (rules.Any(r => RuleMatching.Allows(r, request)))
            {
                return new AccessDecision(true, $"RBAC: allowed by {Words(binding)} to {subject}");
            }
        }

        return new AccessDecision(false, missing.Count switch
        {
            0 => "",
            1 => "RBAC: " + missing[0],
            _ => "RBAC: [" + string.Join(", ", missing) + "]",
        });
    }

    /// <summary>All rules somebody has in a namespace (null: those that hold everywhere).</summary>
    public IEnumerable<JsonObject> RulesOf(Identity who, string? @namespace) => Granted(who, @namespace, []).SelectMany(g => g.Rules);

    private IEnumerable<(JsonObject Binding, string Subject, IEnumerable<JsonObject> Rules)> Granted(Identity who, string? @namespace, List<string> missing)
    {
        var bindings = store.List(ClusterRoleBindings, null).Items.AsEnumerable();
        if (@namespace is { Length: > 0 })
        {
            bindings = bindings.Concat(store.List(RoleBindings, @namespace).Items);
        }

        foreach (var binding in bindings)
        {
            if (Subject(binding, who) is not { } subject)
            {
                continue;
            }

            var role = binding.Text("roleRef", "name") ?? "";
            var clusterRole = binding.Text("roleRef", "kind") == "ClusterRole";
            if ((clusterRole ? store.Get(ClusterRoles, null, role) : store.Get(Roles, binding.Namespace(), role)) is { } found)
            {
                yield return (binding, subject, found.Objects("rules"));
            }
            else
            {
                missing.Add($"{(clusterRole ? "clusterrole" : "role")}.{Group} \"{role}\" not found");
            }
        }
    }

    private static string? Subject(JsonObject binding, Identity who)
    {
        foreach (var subject in binding.Objects("subjects"))
        {
            var name = subject.Text("name") ?? "";
            var ns = subject.Text("namespace") ?? binding.Namespace();
            var fits = subject.Text("kind") switch
            {
                "User" => who.User == name,
                "Group" => who.Groups.Contains(name),
                "ServiceAccount" => who.User == $"system:serviceaccount:{ns}:{name}",
                _ => false,
            };
            if (fits)
            {
                return $"{subject.Text("kind")} \"{(subject.Text("kind") == "ServiceAccount" ? name + "/" + ns : name)}\"";
            }
        }

        return null;
    }

    private static string Words(JsonObject binding)
    {
        var ns = binding.Namespace();
        var of = $"of {binding.Text("roleRef", "kind")} \"{binding.Text("roleRef", "name")}\"";
        return ns is null ? $"ClusterRoleBinding \"{binding.Name()}\" {of}" : $"RoleBinding \"{binding.Name()}/{ns}\" {of}";
    }
}
