using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Json;
using CanaryMesh.Cluster.Kinds;
using CanaryMesh.Cluster.Selectors;

namespace CanaryMesh.Cluster.Validation;

/// <summary>Faults of names, labels, annotations, owners and finalizers.</summary>
internal static class MetadataValidation
{
    public static void Validate(ResourceKind kind, JsonObject o, FieldFaults faults)
    {
        Name(kind, o, faults);
        Labels(o.Object("metadata", "labels"), "metadata.labels", faults);
        Annotations(o.Object("metadata", "annotations"), "metadata.annotations", faults);
        Owners(o, faults);
        var finalizers = o.Finalizers();
        for (var i = 0; i < finalizers.Count; i++)
        {
            // Objects of custom kinds may have any: Flagger's has no slash.
            if (!kind.Defined && !finalizers[i].Contains('/', StringComparison.Ordinal) && finalizers[i] is not ("orphan" or "foregroundDeletion" or "kubernetes"))
            {
                faults.Invalid($"metadata.finalizers[{i}]", finalizers[i], "name is neither a standard finalizer name nor is it fully qualified");
            }
        }
    }

    public static void ValidateUpdate(ResourceKind kind, JsonObject changed, JsonObject old, FieldFaults faults)
    {
        // The real server looks at the metadata of a change four times, and says so each time.
        for (var again = 0; again < 3 && !kind.Defined; again++)
        {
            Labels(changed.Object("metadata", "labels"), "metadata.labels", faults);
            Annotations(changed.Object("metadata", "annotations"), "metadata.annotations", faults);
        }

        string[] added = [.. changed.Finalizers().Except(old.Finalizers(), StringComparer.Ordinal)];
        if (old.BeingDeleted() && added.Length > 0)
        {
            var found = string.Join(", ", added.Select(f => $"\"{f}\""));
            faults.Forbidden("metadata.finalizers", $"no new finalizers can be added if the object is being deleted, found new finalizers []string{{{found}}}");
            faults.Forbidden("metadata.finalizers", $"no new finalizers can be added if the object is being deleted, found new finalizers []string{{{found}}}");
        }
    }

    public static void Labels(JsonObject? labels, string path, FieldFaults faults)
    {
        foreach (var (key, value) in labels ?? [])
        {
            if (LabelRules.KeyFault(key) is { } fault)
            {
                faults.Invalid(path, key, fault);
            }

            if (LabelRules.ValueFault(value.Text() ?? "") is { } wrong)
            {
                faults.Invalid(path, value, wrong);
            }
        }
    }

    public static void Annotations(JsonObject? annotations, string path, FieldFaults faults)
    {
        var size = 0L;
        foreach (var (key, value) in annotations ?? [])
        {
            size += key.Length + (value.Text()?.Length ?? 0);
            if (LabelRules.KeyFault(key.ToLowerInvariant()) is { } fault)
            {
                faults.Invalid(path, key, fault);
            }
        }

        if (size > 256 * 1024)
        {
            faults.TooLong(path, 262144);
        }
    }

    private static void Name(ResourceKind kind, JsonObject o, FieldFaults faults)
    {
        var name = o.Name();
        if (name.Length == 0)
        {
            faults.Required("metadata.name", "name or generateName is required");
            return;
        }

        var fault = (kind.Group, kind.Kind) switch
        {
            ("", "Namespace") => LabelRules.LabelFault(name),
            ("", "Service") => LabelRules.LabelFault(name),
            ("rbac.authorization.k8s.io", _) => name is "." or ".." ? $"may not be '{name}'" : name.Contains('/', StringComparison.Ordinal) || name.Contains('%', StringComparison.Ordinal) ? "may not contain '/' or '%'" : null,
            _ => LabelRules.SubdomainFault(name),
        };
        if (fault is not null)
        {
            faults.Invalid("metadata.name", name, fault);
        }
    }

    private static void Owners(JsonObject o, FieldFaults faults)
    {
        var controllers = new List<JsonObject>();
        foreach (var owner in o.Objects("metadata", "ownerReferences"))
        {
            foreach (var (field, word) in (ReadOnlySpan<(string, string)>)[("apiVersion", "version must not be empty"), ("kind", "must not be empty"), ("name", "must not be empty"), ("uid", "must not be empty")])
            {
                if (owner.Text(field) is not { Length: > 0 })
                {
                    faults.Invalid("metadata.ownerReferences." + field, "", word);
                }
            }

            if (owner.Flag("controller") == true)
            {
                controllers.Add(owner);
            }
        }

        if (controllers is [var one, var two, ..])
        {
            faults.Invalid("metadata.ownerReferences", o.At("metadata", "ownerReferences"),
                $"Only one reference can have Controller set to true. Found \"true\" in references for {one.Text("kind")}/{one.Text("name")} and {two.Text("kind")}/{two.Text("name")}");
        }
    }
}
