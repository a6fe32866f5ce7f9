using System.Text.Json.Nodes;
using CanaryMesh.Api.Templates;
using CanaryMesh.Cli.Objects;

namespace CanaryMesh.Cli.Adoption;

/// <summary>What is seen → what is left to do, in order; pure. A step that was done is not in the list, so whoever stops anywhere goes on
/// from there. The primary serves until every Service leads to target pods that are ready.</summary>
internal static class AdoptionPlan
{
    private const string Paused = "autoscaling.keda.sh/paused-replicas";
    private const string Finalizer = "finalizer.flagger.app";

    internal static IReadOnlyList<AdoptionStep> Remaining(AdoptionFacts facts, bool drained) => facts.Primary is { } primary && facts.Target is { } target
        ? [.. Whole(facts, target, primary), .. Moves(facts), .. Moved(facts, target, primary, drained), .. Kept(facts), .. Scalers(facts), new AdoptionStep.Delete(Of(ObjectKind.Deployments, primary)), .. Copies(facts)]
        : [.. Kept(facts), .. Scalers(facts), .. Copies(facts)];

    /// <summary>Whether the Services lead to the target and to nobody else.</summary>
    internal static bool HasMoved(AdoptionFacts facts) => facts is { Primary: { } primary, Target: { } target }
        && !Whole(facts, target, primary).Any() && !Moves(facts).Any() && !Trailing(facts, target).Any();

    private static IEnumerable<AdoptionStep> Whole(AdoptionFacts facts, JsonObject target, JsonObject primary)
    {
        foreach (var paused in facts.ScaledObjects.Where(each => each.Text("spec", "scaleTargetRef", "name") == facts.TargetName && each.Annotation(Paused) is not null))
        {
            yield return new AdoptionStep.Write(
                Of(ObjectKind.ScaledObjects, paused), "its pause at 0 removed", new JsonObject { ["metadata"] = new JsonObject { ["annotations"] = new JsonObject { [Paused] = null } } });
        }
        var wanted = primary.Number("spec", "replicas") ?? 1;
        var has = target.Number("spec", "replicas") ?? 1;
        var isSame = PrimaryTemplate.IsThatOf(facts);
        if (!isSame || has < wanted)
        {
            var what = (has < wanted ? $"scaled from {has} to {wanted}" : "kept at its size") + (isSame ? "" : ", at the primary's template");
            yield return new AdoptionStep.Write(Of(ObjectKind.Deployments, target), what, Target(facts, target, isSame, Math.Max(has, wanted)));
        }
        if (has < wanted || !isSame || !IsRolledOut(target, wanted))
        {
            yield return new AdoptionStep.Wait($"{Math.Max(has, wanted)} pods of {facts.TargetName} are ready");
        }
    }

    private static IEnumerable<AdoptionStep> Moves(AdoptionFacts facts)
    {
        foreach (var service in facts.Services)
        {
            var selector = new JsonObject(facts.Apart()
                .Where(label => service.Text("spec", "selector", label.Key) == label.Primary)
                .Select(label => KeyValuePair.Create(label.Key, (JsonNode?)label.Target)));
            if (selector.Count > 0)
            {
                yield return new AdoptionStep.Write(
                    Of(ObjectKind.Services, service), $"selects the pods of {facts.TargetName}", new JsonObject { ["spec"] = new JsonObject { ["selector"] = selector } });
            }
        }
    }

    private static IEnumerable<AdoptionStep> Moved(AdoptionFacts facts, JsonObject target, JsonObject primary, bool drained)
    {
        var comes = Whole(facts, target, primary).Any() || Moves(facts).Any();
        if (comes || Trailing(facts, target).Any())
        {
            yield return new AdoptionStep.Wait($"the endpoints of {facts.Apex} are the pods of {facts.TargetName} alone");
        }
        if (comes || !drained)
        {
            yield return new AdoptionStep.Drain();
        }
    }

    // Services that lead to a pod of the primary, or to none yet.
    private static IEnumerable<string> Trailing(AdoptionFacts facts, JsonObject target)
    {
        var services = facts.Services.Where(service => facts.Apart().Any(label => service.Text("spec", "selector", label.Key) == label.Target)).Select(each => each.Text("metadata", "name")!);
        foreach (var service in services)
        {
            var ready = facts.Slices.Where(slice => slice.Label("kubernetes.io/service-name") == service)
                .SelectMany(slice => slice.Objects("endpoints")).Where(each => each.At("conditions", "ready") is null || each.Flag("conditions", "ready"))
                .Select(each => each.Text("targetRef", "name") ?? "").ToList();
            if (ready.Any(pod => pod.StartsWith(facts.PrimaryName + "-", StringComparison.Ordinal)) || (ready.Count is 0 && target.Number("spec", "replicas") is not 0))
            {
                yield return service;
            }
        }
    }

    // Before the primary is gone nobody else of ours looks at the Canary; afterwards its deletion must neither hang nor take the Service along.
    private static IEnumerable<AdoptionStep> Kept(AdoptionFacts facts)
    {
        foreach (var apex in facts.Services.Where(each => each.Text("metadata", "name") == facts.Apex && facts.IsOurs(each)))
        {
            yield return new AdoptionStep.Write(Of(ObjectKind.Services, apex), "is the team's, and no longer goes with the Canary", Disowned(facts, apex));
        }
        if (facts.Canary.At("metadata", "finalizers") is JsonArray list && list.Any(each => (string?)each == Finalizer))
        {
            var others = new JsonArray([.. list.Where(each => (string?)each != Finalizer).Select(each => each!.DeepClone())]);
            yield return new AdoptionStep.Write(
                Of(ObjectKind.Canaries, facts.Canary), "Flagger's finalizer removed", new JsonObject { ["metadata"] = new JsonObject { ["finalizers"] = others, ["resourceVersion"] = facts.Canary.Text("metadata", "resourceVersion") } });
        }
    }

    private static IEnumerable<AdoptionStep> Scalers(AdoptionFacts facts) => facts.ScaledObjects.Select(each => (Kind: ObjectKind.ScaledObjects, Thing: each))
        .Concat(facts.Scalers.Select(each => (Kind: ObjectKind.Scalers, Thing: each)))
        .Where(each => each.Thing.Text("spec", "scaleTargetRef", "name") == facts.PrimaryName && facts.IsOurs(each.Thing))
        .Select(each => new AdoptionStep.Delete(Of(each.Kind, each.Thing)));

    private static IEnumerable<AdoptionStep> Copies(AdoptionFacts facts)
    {
        foreach (var (kind, said) in facts.Configs.Where(each => facts.IsOurs(each.Said) && each.Said.Text("metadata", "name") is { } name && PrimaryTemplate.Plain(name) != name))
        {
            var isShared = said.Objects("metadata", "ownerReferences").Any(owner => !facts.IsThisCanary(owner));
            yield return isShared
                ? new AdoptionStep.Write(Of(kind, said), "stays with its other owners", Disowned(facts, said))
                : new AdoptionStep.Delete(Of(kind, said));
        }
    }

    private static JsonObject Disowned(AdoptionFacts facts, JsonObject thing) => new()
    {
        ["metadata"] = new JsonObject
        {
            ["ownerReferences"] = new JsonArray([.. thing.Objects("metadata", "ownerReferences").Where(owner => !facts.IsThisCanary(owner)).Select(owner => owner.DeepClone())]),
            ["resourceVersion"] = thing.Text("metadata", "resourceVersion"),
        },
    };

    private static JsonArray Target(AdoptionFacts facts, JsonObject target, bool isSame, int replicas)
    {
        var patch = new JsonArray(
            new JsonObject { ["op"] = "replace", ["path"] = "/metadata/resourceVersion", ["value"] = target.Text("metadata", "resourceVersion") },
            new JsonObject { ["op"] = "add", ["path"] = "/spec/replicas", ["value"] = replicas });
        if (!isSame)
        {
            patch.Add((JsonNode)new JsonObject { ["op"] = "replace", ["path"] = "/spec/template", ["value"] = PrimaryTemplate.Of(facts) });
        }
        return patch;
    }

    private static bool IsRolledOut(JsonObject target, int wanted) =>
        target.Number("status", "observedGeneration") >= target.Number("metadata", "generation")
        && (target.Number("status", "updatedReplicas") ?? 0) >= wanted
        && (target.Number("status", "availableReplicas") ?? 0) >= wanted
        && (target.Number("status", "replicas") ?? 0) == (target.Number("status", "updatedReplicas") ?? 0);

    private static ObjectRef Of(ObjectKind kind, JsonObject thing) => ObjectRef.Of(kind, thing);
}
