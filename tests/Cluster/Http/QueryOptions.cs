using CanaryMesh.Cluster.Kinds;
using CanaryMesh.Cluster.Patching;
using CanaryMesh.Cluster.Requests;

namespace CanaryMesh.Cluster.Http;

/// <summary>The query of a write, understood.</summary>
internal static class QueryOptions
{
    public static WriteOptions Write(HttpContext context)
    {
        var query = context.Request.Query;
        var validation = (string?)query["fieldValidation"];
        var dryRun = query["dryRun"].OfType<string>().Where(d => d.Length > 0).ToList();
        Check(dryRun, validation, QueryValues.Text(query, "fieldManager"), context.Request.Method);
        return new WriteOptions
        {
            DryRun = dryRun.Count > 0,
            FieldManager = query["fieldManager"],
            FieldValidationGiven = validation,
            FieldValidation = validation is { Length: > 0 } ? validation : "Warn",
            Force = (string?)query["force"] is "true" or "1",
            UserAgent = context.Request.Headers.UserAgent,
        };
    }

    /// <summary>An apply needs a manager; only an apply can be forced.</summary>
    public static void CheckApply(WriteOptions options, string type)
    {
        var faults = new FieldFaults();
        if (type == PatchTypes.Apply && string.IsNullOrEmpty(options.FieldManager))
        {
            faults.Required("fieldManager", "is required for apply patch");
        }

        if (type != PatchTypes.Apply && options.Force)
        {
            faults.Forbidden("force", "may not be specified for non-apply patch");
        }

        if (faults.Any)
        {
            throw Refusals.Invalid(new ResourceKind("meta.k8s.io", "v1", "", "PatchOptions"), "", faults);
        }
    }

    private static void Check(List<string> dryRun, string? validation, string? manager, string method)
    {
        var faults = new FieldFaults();
        if (manager?.Length > 128)
        {
            faults.TooLong("fieldManager", 128);
        }

        if (manager?.Any(char.IsControl) == true)
        {
            faults.Invalid("fieldManager", manager, "should only contain printable characters");
        }

        if (dryRun.Any(d => d != "All"))
        {
            faults.NotSupported("dryRun", new System.Text.Json.Nodes.JsonArray([.. dryRun.Select(d => System.Text.Json.Nodes.JsonValue.Create(d))]), ["All"]);
        }

        if (validation is { Length: > 0 } and not ("Strict" or "Warn" or "Ignore"))
        {
            faults.NotSupported("fieldValidation", validation, ["", "Ignore", "Strict", "Warn"]);
        }

        if (faults.Any)
        {
            var kind = method switch { "POST" => "CreateOptions", "PUT" => "UpdateOptions", "PATCH" => "PatchOptions", _ => "DeleteOptions" };
            throw Refusals.Invalid(new ResourceKind("meta.k8s.io", "v1", "", kind), "", faults);
        }
    }
}
