using System.Text.Json.Nodes;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Cli.Adoption;

/// <summary>Why a Canary must not be taken over yet, each with what to do. Nothing was touched where there is one.</summary>
internal static class AdoptionFaults
{
    private static readonly string[] AtRest = ["Initialized", "Succeeded", "Failed"];

    internal static IEnumerable<string> Of(AdoptionFacts facts)
    {
        if (facts.Canary.Text("spec", "targetRef", "kind") is { } kind and not "Deployment")
        {
            yield return $"its target is a {kind}: only Deployments can be adopted";
        }
        if (facts.Canary.Text("metadata", "deletionTimestamp") is not null)
        {
            yield return "it is being deleted: let Flagger end that, or apply the Canary anew afterwards";
        }
        if (facts.Target is null)
        {
            yield return $"Deployment {facts.TargetName} does not exist: apply it, Flagger keeps it at 0 replicas";
        }
        foreach (var fault in Running(facts))
        {
            yield return fault;
        }
        if (facts.Primary is { } primary)
        {
            foreach (var fault in OfPrimary(facts, primary))
            {
                yield return fault;
            }
        }
    }

    // A suspended Canary is left alone by Flagger, and so are all while it has no pod.
    private static IEnumerable<string> Running(AdoptionFacts facts) => facts.Canary.Flag("spec", "suspend")
        ? []
        : facts.Controllers.Where(each => FlaggerController.ActsIn(each, facts.Namespace)).Select(each =>
        {
            var (ns, name) = (each.Text("metadata", "namespace"), each.Text("metadata", "name"));
            return $"Flagger still runs (deployment {ns}/{name}) and would undo each step: kubectl -n {ns} scale deployment {name} --replicas=0, "
                + $"or for this one alone kubectl -n {facts.Namespace} patch canary {facts.Name} --type=merge -p '{{\"spec\":{{\"suspend\":true}}}}'";
        });

    private static IEnumerable<string> OfPrimary(AdoptionFacts facts, JsonObject primary)
    {
        if (!facts.IsOurs(primary))
        {
            yield return $"Deployment {facts.PrimaryName} is not owned by this Canary: it is not Flagger's to take over; rename it, or delete it if it serves nobody";
        }
        if ((facts.Canary.Text("status", "phase") ?? "") is var phase && !AtRest.Contains(phase))
        {
            yield return $"Flagger left it in phase {(phase.Length is 0 ? "(none)" : phase)}: let Flagger end the analysis first, its traffic may be split";
        }
        if ((primary.Number("spec", "replicas") ?? 1) is var wanted && (primary.Number("status", "readyReplicas") ?? 0) < wanted)
        {
            yield return $"Deployment {facts.PrimaryName} has {primary.Number("status", "readyReplicas") ?? 0} of {wanted} pods ready: what serves must be whole before it is moved";
        }
        if (!facts.Apart().Any())
        {
            yield return $"no label tells the pods of {facts.PrimaryName} from those of {facts.TargetName}";
        }
        foreach (var name in facts.Differing)
        {
            yield return $"{name} has another content than {name}-primary, which serves: put that content back into it, or let Flagger promote it first";
        }
        foreach (var policy in facts.Policies.Where(policy => Names(policy, facts)))
        {
            yield return $"NetworkPolicy {policy.Text("metadata", "name")} names the primary's pods: add one that names those of {facts.TargetName} the same way";
        }
    }

    private static bool Names(JsonObject policy, AdoptionFacts facts)
    {
        var text = policy.At("spec")?.ToJsonString() ?? "";
        var others = facts.Policies.Where(each => each != policy).Select(each => each.At("spec")?.ToJsonString());
        return facts.Apart().Any(label => text.Contains(Quoted(label.Key, label.Primary), StringComparison.Ordinal)
            && !others.Contains(text.Replace(Quoted(label.Key, label.Primary), Quoted(label.Key, label.Target), StringComparison.Ordinal)));
    }

    private static string Quoted(string key, string value) => $"\"{key}\":\"{value}\"";
}
