using System.Text.Json.Nodes;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Fuzz.Targets;

/// <summary>Updates of managed targets by people: a new image is held, or refused, or let through with a reason said aloud; never in silence.</summary>
internal sealed class HoldTarget : IFuzzTarget
{
    public string Name => "holds";

    public void Try(Random random)
    {
        var (old, current) = (Corpus.Deployment.Copy(), Corpus.Deployment.Copy());
        if (random.Next(3) > 0)
        {
            current["spec"]!["template"]!["spec"]!["containers"]![0]!["image"] = "web:2";
        }

        if (random.Next(4) == 0)
        {
            old["spec"]!["paused"] = true;
            old["metadata"]!["annotations"]![AnnotationNames.Held] = "0123456789abcdef";
        }

        Mutate(old, current, random);
        if (EntryCall.Of(Entries.Hold, current, old, "UPDATE", "jane") is not { } call)
        {
            return;
        }

        var stored = call.Stored;
        NotInSilence(call.Request.OldObject ?? [], stored, call);
        Untouched(call.Request.Object!, stored);
        var again = EntryCall.Of(Entries.Hold, stored, old, "UPDATE", "jane");
        FuzzFinding.Unless(again is { Patch.Count: 0 }, $"not idempotent: {again?.Patch.ToJsonString()}");
    }

    private static void Mutate(JsonObject old, JsonObject current, Random random)
    {
        if (random.Next(3) > 0)
        {
            JsonMutation.Mutate(current, random);
        }

        if (random.Next(3) == 0)
        {
            JsonMutation.Mutate(old, random);
        }
    }

    private static void NotInSilence(JsonObject old, JsonObject stored, EntryCall call)
    {
        var isManaged = old.At("metadata", "annotations", AnnotationNames.Managed) is JsonValue mark && mark.TryGetValue<string>(out _);
        if (isManaged && Images(old) is { } before && Images(stored) is { } after && before != after && !IsPaused(old, stored))
        {
            FuzzFinding.Unless(call.Answer.Decision == "not-held" && call.Answer.Reason.Length > 0 && call.Answer.Warnings.Count > 0, $"let through in silence: {call.Answer}");
        }
    }

    // A target that is held stays held; one that its team paused stays theirs.
    private static bool IsPaused(JsonObject old, JsonObject stored) => stored.At("spec", "paused") is JsonValue paused && paused.TryGetValue<bool>(out var isTrue) && isTrue
        && (stored.At("metadata", "annotations", AnnotationNames.Held) is not null || old.At("metadata", "annotations", AnnotationNames.Held) is null);

    private static string? Images(JsonObject deployment)
    {
        if (deployment.At("spec", "template", "spec", "containers") is not JsonArray { Count: > 0 } list || list.Any(each => each.Text("image") is null))
        {
            return null;
        }

        return string.Join('\n', list.Select(each => each.Text("image")));
    }

    private static void Untouched(JsonObject before, JsonObject after)
    {
        // The API server decodes what it sends: these are objects, or the update was refused before.
        if (before.At("metadata") is not JsonObject || before.At("spec", "template") is not JsonObject)
        {
            return;
        }

        var (one, other) = (before.Copy(), after.Copy());
        foreach (var copy in (JsonObject[])[one, other])
        {
            (copy.At("spec") as JsonObject)?.Remove("paused");
            (copy.At("metadata") as JsonObject)?.Remove("annotations");
            (copy.At("spec", "template") as JsonObject)?.Remove("metadata");
            foreach (var container in copy.Objects("spec", "template", "spec", "containers"))
            {
                container.Remove("ports");
            }
        }

        FuzzFinding.Unless(JsonNode.DeepEquals(one, other), $"changed more than is ours: {before.ToJsonString()} became {after.ToJsonString()}");
    }
}
