using System.Text.Json.Nodes;

namespace CanaryMesh.Cluster.Controllers.Running;

/// <summary>What became of one object: Old is absent for a new one, New for one that is gone.</summary>
internal sealed record ObjectChange(JsonObject? Old, JsonObject? New)
{
    public JsonObject Latest => New ?? Old ?? [];

    /// <summary>The object before and after, whichever exist.</summary>
    public IEnumerable<JsonObject> Both => new[] { Old, New }.OfType<JsonObject>();
}
