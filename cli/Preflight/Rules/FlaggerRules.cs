using CanaryMesh.Api.Templates;
using CanaryMesh.Cli.Adoption;

namespace CanaryMesh.Cli.Preflight.Rules;

/// <summary>A Flagger that runs, its definitions, and what it has in its care.</summary>
internal static class FlaggerRules
{
    internal static IEnumerable<Finding> Of(PreflightFacts facts)
    {
        foreach (var controller in facts.Deployments.Where(FlaggerController.Is).Where(each => facts.Namespaces.Any(ns => FlaggerController.ActsIn(each, ns.Text("metadata", "name") ?? ""))))
        {
            var (ns, name) = (controller.Text("metadata", "namespace"), controller.Text("metadata", "name"));
            yield return Finding.Warning(
                $"deployment {ns}/{name}", "is a running Flagger: it acts on the same Canaries",
                $"kubectl -n {ns} scale deployment {name} --replicas=0, then kubectl canary adopt NAME for each; or limit it to other namespaces with -namespace");
        }
        if (facts.Definitions.FirstOrDefault(each => each.Text("metadata", "name") == "canaries.flagger.app") is { } definition && !KeepsOurStatus(definition))
        {
            yield return Finding.Error(
                "customresourcedefinition canaries.flagger.app", "is Flagger's: what the analyzer records of a trial would be pruned",
                "kubectl apply --server-side --force-conflicts -k manifests/base/crds; Flagger's manifests stay valid");
        }
        foreach (var canary in facts.Canaries.Where(each => HasPrimary(facts, each)))
        {
            var (ns, name) = (canary.Text("metadata", "namespace"), canary.Text("metadata", "name"));
            yield return Finding.Note($"canary {ns}/{name}", "is in Flagger's care: its -primary Deployment exists", $"kubectl canary adopt {name} -n {ns} --dry-run shows how it is taken over");
        }
    }

    private static bool KeepsOurStatus(System.Text.Json.Nodes.JsonObject definition) => definition.Objects("spec", "versions")
        .Any(version => version.At("schema", "openAPIV3Schema", "properties", "status", "properties", "trialSpec") is not null);

    private static bool HasPrimary(PreflightFacts facts, System.Text.Json.Nodes.JsonObject canary)
    {
        var primary = (canary.Text("spec", "targetRef", "name") ?? "") + "-primary";
        return facts.Deployments.Any(each => each.Text("metadata", "name") == primary && each.Text("metadata", "namespace") == canary.Text("metadata", "namespace"));
    }
}
