using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Access;
using CanaryMesh.Cluster.Api;
using CanaryMesh.Cluster.Json;
using CanaryMesh.Cluster.Requests;
using CanaryMesh.Cluster.Storage;

namespace CanaryMesh.Cluster.Admission.InTree;

/// <summary>Nobody grants rights they do not have.</summary>
internal static class EscalationCheck
{
    public static void Validate(ObjectStore store, RbacAuthorizer authorizer, ResourceRequest request, JsonObject changed, JsonObject? old)
    {
        if (request.Kind.Group != "rbac.authorization.k8s.io" || request.Actor.Groups.Contains("system:masters"))
        {
            return;
        }

        var binding = request.Kind.Kind.EndsWith("Binding", StringComparison.Ordinal);
        if (old is not null && JsonAccess.Same(binding ? changed["subjects"] : changed["rules"], binding ? old["subjects"] : old["rules"]))
        {
            return;
        }

        var verb = binding ? "bind" : "escalate";
        var target = binding ? Role(changed) : (request.Kind.Plural, changed.Name());
        if (authorizer.Decide(request.Actor, new AccessRequest(verb, request.Kind.Group, target.Item1, null, request.Namespace, target.Item2)).Allowed)
        {
            return;
        }

        var own = authorizer.RulesOf(request.Actor, request.Namespace).ToList();
        List<AccessRequest> missing = [.. Granted(store, request, changed, binding).SelectMany(Simple).Where(one => !own.Any(r => RuleMatching.Allows(r, one)))];
        if (missing.Count > 0)
        {
            throw Refusals.Forbidden(request.Kind, changed.Name(), $"user \"{request.Actor.User}\" (groups=[{Quoted(request.Actor.Groups)}]) is attempting to grant RBAC permissions not currently held:\n{string.Join('\n', Compact(missing))}");
        }
    }

    /// <summary>What is missing, a line for each resource with all its verbs.</summary>
    private static IEnumerable<string> Compact(IEnumerable<AccessRequest> missing) => missing
        .GroupBy(m => m with { Verb = "" })
        .Select(g => (g.Key, Verbs: $"Verbs:[{Quoted(g.Select(m => m.Verb).Distinct())}]"))
        .Select(g => g.Key.Path is { } path
            ? $"{{NonResourceURLs:[\"{path}\"], {g.Verbs}}}"
            : $"{{APIGroups:[\"{g.Key.Group}\"], Resources:[\"{g.Key.FullResource}\"], {(g.Key.Name is { } name ? $"ResourceNames:[\"{name}\"], " : "")}{g.Verbs}}}")
        .Order(StringComparer.Ordinal);

    private static (string, string) Role(JsonObject binding) =>
        (binding.Text("roleRef", "kind") == "ClusterRole" ? "clusterroles" : "roles", binding.Text("roleRef", "name") ?? "");

    private static IEnumerable<JsonObject> Granted(ObjectStore store, ResourceRequest request, JsonObject changed, bool binding)
    {
        if (!binding)
        {
            return changed.Objects("rules");
        }

        var (plural, name) = Role(changed);
        var role = store.Get(new GroupResource(request.Kind.Group, plural), plural == "roles" ? request.Namespace : null, name)
            ?? throw Refusals.NotFound(new(request.Kind.Group, "v1", plural, ""), name);
        return role.Objects("rules");
    }

    private static IEnumerable<AccessRequest> Simple(JsonObject rule)
    {
        foreach (var verb in Texts(rule, "verbs"))
        {
            foreach (var path in Texts(rule, "nonResourceURLs"))
            {
                yield return new AccessRequest(verb, "", "", null, null, null, path);
            }

            foreach (var group in Texts(rule, "apiGroups"))
            {
                foreach (var resource in Texts(rule, "resources"))
                {
                    var parts = resource.Split('/', 2);
                    var names = Texts(rule, "resourceNames").ToList();
                    foreach (var name in names.Count == 0 ? [null] : names.Select(n => (string?)n))
                    {
                        yield return new AccessRequest(verb, group, parts[0], parts.Length > 1 ? parts[1] : null, null, name);
                    }
                }
            }
        }
    }

    private static string Quoted(IEnumerable<string> texts) => string.Join(' ', texts.Select(t => $"\"{t}\""));

    private static IEnumerable<string> Texts(JsonObject rule, string field) => (rule.Array(field) ?? []).Select(v => v.Text() ?? "");
}
