using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Json;

namespace CanaryMesh.Cluster.Controllers.Objects;

/// <summary>References from an object to those it belongs to.</summary>
internal static class Owner
{
    public static IEnumerable<JsonObject> Of(JsonObject o) => o.Objects("metadata", "ownerReferences");

    /// <summary>The one owner that controls the object.</summary>
    public static JsonObject? Controller(JsonObject o) => Of(o).FirstOrDefault(r => r.Flag("controller") == true);

    public static bool IsControlledBy(JsonObject o, string uid) => Controller(o).Text("uid") == uid;

    public static JsonObject Reference(JsonObject owner, string apiVersion, string kind) => new()
    {
        ["apiVersion"] = apiVersion,
        ["kind"] = kind,
        ["name"] = owner.Name(),
        ["uid"] = owner.Uid(),
        ["controller"] = true,
        ["blockOwnerDeletion"] = true,
    };

    public static JsonObject With(JsonObject o, JsonObject reference)
    {
        var copy = o.Copy();
        var references = Of(copy).Select(r => (JsonNode)r.Copy()).Append(reference).ToArray();
        copy.Meta()["ownerReferences"] = new JsonArray(references);
        return copy;
    }

    public static JsonObject Without(JsonObject o, Func<JsonObject, bool> dropped)
    {
        var copy = o.Copy();
        var kept = Of(copy).Where(r => !dropped(r)).Select(r => (JsonNode)r.Copy()).ToArray();
        if (kept.Length == 0)
        {
            copy.Meta().Remove("ownerReferences");
        }
        else
        {
            copy.Meta()["ownerReferences"] = new JsonArray(kept);
        }

        return copy;
    }
}
