using System.Text.Json.Nodes;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Templates;
using CanaryMesh.Cli.Objects;

namespace CanaryMesh.Cli.Removal;

/// <summary>What is in our care, read from the objects themselves.</summary>
internal static class Care
{
    internal static bool HasFinalizer(JsonObject canary) =>
        canary.At("metadata", "finalizers") is JsonArray list && list.Any(each => (string?)each == AnnotationNames.LeaveFinalizer);

    internal static bool IsLeaving(JsonObject canary) => canary.Text("metadata", "deletionTimestamp") is not null;

    internal static bool IsInferred(JsonObject canary) => canary.Label(AnnotationNames.Inferred) is not null;

    /// <summary>What still is as it must not be left, a sentence each.</summary>
    internal static IEnumerable<(ObjectRef Object, string Why)> Of(RemovalFacts facts)
    {
        foreach (var canary in facts.Canaries.Where(HasFinalizer))
        {
            var message = canary.Text("status", "message") is { Length: > 0 } said ? $": {said}" : "";
            yield return (ObjectRef.Of(ObjectKind.Canaries, canary), $"its target has not left yet{message}");
        }
        foreach (var target in facts.Deployments.Where(each => each.Annotation(AnnotationNames.Managed) is not null || each.Annotation(AnnotationNames.Held) is not null))
        {
            yield return (ObjectRef.Of(ObjectKind.Deployments, target), target.Annotation(AnnotationNames.Held) is null ? "still marked as managed" : "still held");
        }
        foreach (var service in facts.Services.Where(each => each.Annotation(AnnotationNames.Steering) is not null))
        {
            yield return (ObjectRef.Of(ObjectKind.Services, service), "still steered to the proxies");
        }
    }
}
