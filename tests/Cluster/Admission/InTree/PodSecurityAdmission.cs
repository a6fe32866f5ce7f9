using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Api;
using CanaryMesh.Cluster.Json;
using CanaryMesh.Cluster.Requests;
using CanaryMesh.Cluster.Storage;

namespace CanaryMesh.Cluster.Admission.InTree;

/// <summary>The pod security level of a namespace: enforced on pods, warned about on what makes pods.</summary>
internal static class PodSecurityAdmission
{
    private const string Label = "pod-security.kubernetes.io/";

    public static void Validate(ObjectStore store, ResourceRequest request, string operation, JsonObject changed, JsonObject? old)
    {
        if (request.Namespace is null || store.Get(new GroupResource("", "namespaces"), null, request.Namespace) is not { } ns)
        {
            return;
        }

        var pod = request.Kind is { Group: "", Kind: "Pod" };
        var spec = pod ? changed.Object("spec") : changed.Object("spec", "template", "spec");
        var before = pod ? old.Object("spec") : old.Object("spec", "template", "spec");
        if (spec is null || JsonAccess.Same(spec, before) || (!pod && request.Kind.Group is not ("apps" or "batch")))
        {
            return;
        }

        var (warn, _) = Violations(ns, "warn", spec);
        if (warn is not null && (!pod || Violations(ns, "enforce", spec).Words is null))
        {
            request.Options.Warnings.Add("would violate PodSecurity " + warn);
        }

        if (pod && Violations(ns, "enforce", spec).Words is { } words)
        {
            throw Refusals.Forbidden(request.Kind, changed.Name(), "violates PodSecurity " + words);
        }
    }

    private static (string? Words, bool Any) Violations(JsonObject ns, string mode, JsonObject spec)
    {
        if (ns.Text("metadata", "labels", Label + mode) is not (("restricted" or "baseline") and var level))
        {
            return (null, false);
        }

        var version = ns.Text("metadata", "labels", $"{Label}{mode}-version") ?? "latest";
        var found = PodSecurityChecks.Find(spec, restricted: level == "restricted").ToList();
        return found.Count == 0 ? (null, false) : ($"\"{level}:{version}\": {string.Join(", ", found)}", true);
    }
}
