using System.Text.Json.Nodes;

namespace CanaryMesh.Cluster.Requests;

/// <summary>The options of a request as admission reviews carry them.</summary>
internal static class AdmissionOptions
{
    public static JsonObject Create(WriteOptions options) => Write("CreateOptions", options);

    public static JsonObject Update(WriteOptions options) => Write("UpdateOptions", options);

    /// <summary>A patch is admitted as the update it is.</summary>
    public static JsonObject Patch(WriteOptions options) => Write("UpdateOptions", options);

    public static JsonObject Delete(WriteOptions options, DeleteOptions how)
    {
        var made = new JsonObject { ["kind"] = "DeleteOptions", ["apiVersion"] = "meta.k8s.io/v1" };
        if (options.DryRun)
        {
            made["dryRun"] = new JsonArray("All");
        }

        if (how.GraceSeconds is { } grace)
        {
            made["gracePeriodSeconds"] = grace;
        }

        if (how.Propagation is { } propagation)
        {
            made["propagationPolicy"] = propagation;
        }

        return made;
    }

    private static JsonObject Write(string kind, WriteOptions options)
    {
        var made = new JsonObject { ["kind"] = kind, ["apiVersion"] = "meta.k8s.io/v1" };
        if (options.DryRun)
        {
            made["dryRun"] = new JsonArray("All");
        }

        if (options.FieldManager is { Length: > 0 } manager)
        {
            made["fieldManager"] = manager;
        }

        if (options.FieldValidationGiven is { Length: > 0 } validation)
        {
            made["fieldValidation"] = validation;
        }

        return made;
    }
}
