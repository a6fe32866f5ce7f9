using System.Text.Json.Nodes;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Templates;
using CanaryMesh.Cli.Objects;

namespace CanaryMesh.Cli.Removal;

/// <summary>What is seen → what to do next; pure. First the wishes for canaries, then the Canaries, and only when nothing is in our care
/// any more what holds versions and brings proxies. What was taken away once and is there again is another's and is not fought over.</summary>
internal static class RemovalPlan
{
    internal static RemovalMove Next(RemovalFacts facts, IReadOnlySet<RemovalStep> taken)
    {
        var care = Care.Of(facts).ToList();
        var wishes = Wishes(facts).ToList();
        var due = wishes is { Count: > 0 } ? wishes : [.. Canaries(facts)];
        if (care.Count + due.Count > 0 && facts.Analyzers is null or 0)
        {
            return new RemovalMove.Stop(
                $"{care.Count} objects are in CanaryMesh's care and no analyzer is there to give them back: {Bring(facts)}, then repeat; until then the webhooks stay");
        }
        var returned = due.Where(step => taken.Any(before => IsSame(before, step))).ToList();
        return due.Except(returned).ToList() switch
        {
            { Count: > 0 } fresh => new RemovalMove.Act(fresh),
            _ when care.Where(each => !returned.Any(step => Concerns(step, each.Object))).ToList() is { Count: > 0 } waiting =>
                new RemovalMove.Wait([.. waiting.Select(each => $"{each.Object}: {each.Why}")]),
            _ when returned.Count > 0 => new RemovalMove.Stop(Returned(returned)),
            _ => Ours(facts),
        };
    }

    /// <summary>Every step that would be taken, in order.</summary>
    internal static IReadOnlyList<RemovalStep> All(RemovalFacts facts) =>
        [.. Wishes(facts), .. Canaries(facts), .. facts.Admission.Concat(facts.Others).Select(Deleted)];

    private static RemovalMove Ours(RemovalFacts facts) => (facts.Admission, facts.Others) switch
    {
        ({ Count: > 0 } hooks, _) => new RemovalMove.Act([.. hooks.Select(Deleted)]),
        (_, { Count: > 0 } others) => new RemovalMove.Act([.. others.Select(Deleted)]),
        _ => new RemovalMove.Done(),
    };

    private static IEnumerable<RemovalStep> Wishes(RemovalFacts facts) =>
        facts.Namespaces.Select(each => (Thing: each, Kind: ObjectKind.Namespaces))
            .Concat(facts.Deployments.Select(each => (Thing: each, Kind: ObjectKind.Deployments)))
            .Where(each => each.Thing.Annotation(AnnotationNames.Enabled) is not (null or "false"))
            .Select(each => new RemovalStep(ObjectRef.Of(each.Kind, each.Thing), $"annotation {AnnotationNames.Enabled} removed", WithoutWish())
            {
                Writer = Writers.Of(each.Thing, AnnotationNames.Enabled),
            });

    private static IEnumerable<RemovalStep> Canaries(RemovalFacts facts) => facts.Canaries
        .Where(each => Care.HasFinalizer(each) && !Care.IsInferred(each) && !Care.IsLeaving(each))
        .Select(each => new RemovalStep(ObjectRef.Of(ObjectKind.Canaries, each), "deleted")
        {
            Uid = each.Text("metadata", "uid") ?? "", Writer = Writers.Of(each, null),
        });

    private static RemovalStep Deleted(ObjectRef thing) => new(thing, "deleted");

    private static bool IsSame(RemovalStep before, RemovalStep step) => before.Object == step.Object && before.Words == step.Words;

    // A wish that came back keeps its namespace as it is: what else is there is not waited for.
    private static bool Concerns(RemovalStep step, ObjectRef thing) => step.Object.Kind == ObjectKind.Namespaces
        ? thing.Namespace == step.Object.Name
        : thing.Namespace == step.Object.Namespace;

    private static string Returned(IReadOnlyList<RemovalStep> returned)
    {
        var named = returned.Select(step => $"{step.Object}{(step.Writer.Length is 0 ? "" : $" (by {step.Writer})")}");
        return $"put back by another hand: {string.Join(", ", named)}; take it out there (in Git, or pause its sync), then repeat; the webhooks stay until then";
    }

    private static string Bring(RemovalFacts facts) => facts.Analyzers is null
        ? "install CanaryMesh again"
        : $"see kubectl -n {facts.Installed} get pods, kubectl -n {facts.Installed} scale deployment {Installation.Analyzer} --replicas=2";

    private static JsonObject WithoutWish() => new()
    {
        ["metadata"] = new JsonObject { ["annotations"] = new JsonObject { [AnnotationNames.Enabled] = null } },
    };
}
