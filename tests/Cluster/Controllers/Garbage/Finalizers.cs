using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Json;

namespace CanaryMesh.Cluster.Controllers.Garbage;

/// <summary>The two marks that make the garbage collector act before an object goes.</summary>
internal static class Finalizers
{
    public const string Foreground = "foregroundDeletion";
    public const string Orphan = "orphan";

    public static bool WaitsForDependents(JsonObject o) => o.BeingDeleted() && o.Finalizers().Contains(Foreground);

    public static bool OrphansDependents(JsonObject o) => o.BeingDeleted() && o.Finalizers().Contains(Orphan);

    public static JsonObject Without(JsonObject o, string finalizer)
    {
        var copy = o.Copy();
        var kept = o.Finalizers().Where(f => f != finalizer).Select(f => (JsonNode)f).ToArray();
        if (kept.Length == 0)
        {
            copy.Meta().Remove("finalizers");
        }
        else
        {
            copy.Meta()["finalizers"] = new JsonArray(kept);
        }

        return copy;
    }
}
