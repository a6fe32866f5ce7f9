using System.Text.Json.Nodes;

namespace CanaryMesh.Analyzer.Kubernetes;

/// <summary>Preconditions of a delete: the object must still be the one that was seen.</summary>
internal sealed record DeleteOptions(string? Uid = null, string? ResourceVersion = null, Propagation Propagation = Propagation.Background)
{
    public JsonObject ToJson()
    {
        var preconditions = new JsonObject();
        if (Uid is not null)
        {
            preconditions["uid"] = Uid;
        }

        if (ResourceVersion is not null)
        {
            preconditions["resourceVersion"] = ResourceVersion;
        }

        return new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "DeleteOptions",
            ["propagationPolicy"] = Propagation.ToString(),
            ["preconditions"] = preconditions,
        };
    }
}
