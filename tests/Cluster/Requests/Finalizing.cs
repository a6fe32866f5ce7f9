using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Json;

namespace CanaryMesh.Cluster.Requests;

/// <summary>How the propagation policy of a deletion shows among the finalizers.</summary>
internal static class Finalizing
{
    private const string Orphan = "orphan";
    private const string Foreground = "foregroundDeletion";

    public static void Apply(JsonObject marked, string? propagation)
    {
        if (propagation is null)
        {
            return;
        }

        List<string> kept = [.. marked.Finalizers().Where(f => f is not (Orphan or Foreground))];
        if (propagation == "Orphan")
        {
            kept.Add(Orphan);
        }
        else if (propagation == "Foreground")
        {
            kept.Add(Foreground);
        }

        if (kept.Count == 0)
        {
            marked.Meta().Remove("finalizers");
        }
        else
        {
            marked.Meta()["finalizers"] = new JsonArray([.. kept.Select(f => JsonValue.Create(f))]);
        }
    }
}
