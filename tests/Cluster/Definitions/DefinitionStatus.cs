using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Json;

namespace CanaryMesh.Cluster.Definitions;

/// <summary>The conditions and accepted names of a definition.</summary>
internal static class DefinitionStatus
{
    public static JsonObject Of(JsonObject definition, string? taken, DateTimeOffset now)
    {
        var changed = definition.Copy();
        var status = changed.Ensure("status");
        status["conditions"] = taken is null
            ? new JsonArray(
                Condition(definition, "NamesAccepted", "True", "NoConflicts", "no conflicts found", now),
                Condition(definition, "Established", "True", "InitialNamesAccepted", "the initial names have been accepted", now))
            : new JsonArray(
                Condition(definition, "NamesAccepted", "False", "KindConflict", taken, now),
                Condition(definition, "Established", "False", "NotAccepted", "not all names are accepted", now));
        status["acceptedNames"] = taken is null ? definition.At("spec", "names").CopyNode() : new JsonObject { ["plural"] = "", ["kind"] = "" };
        List<string> stored = [.. (definition.Array("status", "storedVersions") ?? []).Select(v => v.Text() ?? "")];
        if (definition.Objects("spec", "versions").FirstOrDefault(v => v.Flag("storage") == true).Text("name") is { } storage && !stored.Contains(storage))
        {
            stored.Add(storage);
        }

        status["storedVersions"] = new JsonArray([.. stored.Select(v => JsonValue.Create(v))]);
        return changed;
    }

    private static JsonObject Condition(JsonObject definition, string type, string state, string reason, string message, DateTimeOffset now)
    {
        var before = definition.Objects("status", "conditions").FirstOrDefault(c => c.Text("type") == type);
        return new JsonObject
        {
            ["type"] = type,
            ["status"] = state,
            ["observedGeneration"] = definition.At("metadata", "generation").CopyNode(),
            ["lastTransitionTime"] = before is not null && before.Text("status") == state ? before.Text("lastTransitionTime") : Metadata.Time(now),
            ["reason"] = reason,
            ["message"] = message,
        };
    }
}
