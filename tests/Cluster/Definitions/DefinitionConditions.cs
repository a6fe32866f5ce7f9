using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Json;

namespace CanaryMesh.Cluster.Definitions;

/// <summary>The status of a definition.</summary>
internal static class DefinitionConditions
{
    /// <summary>The definition with the status it should have; conflict is null if its names are its own.</summary>
    public static JsonObject With(JsonObject definition, NameConflict? conflict, string now)
    {
        var changed = definition.Copy();
        var status = changed.Ensure("status");
        if (conflict is null)
        {
            status["acceptedNames"] = definition.At("spec", "names").CopyNode();
            Set(status, "NamesAccepted", "True", "NoConflicts", "no conflicts found", now);
            Set(status, "Established", "True", "InitialNamesAccepted", "the initial names have been accepted", now);
        }
        else
        {
            Set(status, "NamesAccepted", "False", conflict.Reason, conflict.Message, now);
            if (!Is(status, "Established"))
            {
                Set(status, "Established", "False", "NotAccepted", "not all names are accepted", now);
            }
        }

        if (definition.BeingDeleted())
        {
            Set(status, "Terminating", "True", "InstanceDeletionInProgress", "CustomResource deletion is in progress", now);
        }

        return changed;
    }

    public static bool Is(JsonObject? status, string type) => status.Objects("conditions").Any(c => c.Text("type") == type && c.Text("status") == "True");

    private static void Set(JsonObject status, string type, string value, string reason, string message, string now)
    {
        if (status["conditions"] is not JsonArray conditions)
        {
            conditions = [];
            status["conditions"] = conditions;
        }

        var condition = conditions.OfType<JsonObject>().FirstOrDefault(c => c.Text("type") == type);
        if (condition is null)
        {
            condition = new JsonObject { ["type"] = type };
            conditions.Add(condition);
        }

        if (condition.Text("status") != value)
        {
            condition["lastTransitionTime"] = now;
        }

        condition["status"] = value;
        condition["reason"] = reason;
        condition["message"] = message;
    }
}
