using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Json;
using CanaryMesh.Cluster.Kinds;
using CanaryMesh.Cluster.Selectors;

namespace CanaryMesh.Cluster.Definitions;

/// <summary>Faults of definitions.</summary>
internal static class DefinitionValidation
{
    public static void Check(JsonObject definition, FieldFaults faults)
    {
        var (plural, group) = (definition.Text("spec", "names", "plural") ?? "", definition.Text("spec", "group") ?? "");
        if (definition.Name() is { Length: > 0 } name && name != $"{plural}.{group}")
        {
            faults.Invalid("metadata.name", name, "must be spec.names.plural+\".\"+spec.group");
        }

        CheckGroup(group, faults);
        if (definition.Text("spec", "scope") is not ("Namespaced" or "Cluster"))
        {
            faults.NotSupported("spec.scope", definition.Text("spec", "scope") ?? "", ["Cluster", "Namespaced"]);
        }

        CheckNames(definition.Object("spec", "names"), faults);
        CheckVersions(definition, faults);
    }

    public static void CheckUpdate(JsonObject changed, JsonObject old, FieldFaults faults)
    {
        foreach (var path in (ReadOnlySpan<string[]>)[["spec", "group"], ["spec", "scope"], ["spec", "names", "plural"], ["spec", "names", "kind"]])
        {
            if (!JsonAccess.Same(changed.At(path), old.At(path)) && (path[^1] is not "kind" || Established(old)))
            {
                faults.Invalid(string.Join('.', path), changed.At(path), "field is immutable");
            }
        }

        foreach (var version in (changed.Array("status", "storedVersions") ?? []).Select(v => v.Text()))
        {
            if (changed.Objects("spec", "versions").All(v => v.Text("name") != version))
            {
                faults.Invalid($"status.storedVersions[0]", version, "missing from spec.versions; " + version + " was previously a storage version, and must remain in spec.versions until a storage migration ensures no data remains persisted in " + version + " and removes " + version + " from status.storedVersions");
            }
        }
    }

    private static bool Established(JsonObject old) => old.Objects("status", "conditions").Any(c => c.Text("type") == "Established" && c.Text("status") == "True");

    private static void CheckGroup(string group, FieldFaults faults)
    {
        if (group.Length == 0)
        {
            faults.Required("spec.group");
        }
        else if (LabelRules.SubdomainFault(group) is { } fault)
        {
            faults.Invalid("spec.group", group, fault);
        }
        else if (!group.Contains('.', StringComparison.Ordinal))
        {
            faults.Invalid("spec.group", group, "should be a domain with at least one dot");
        }
    }

    private static void CheckNames(JsonObject? names, FieldFaults faults)
    {
        foreach (var field in (ReadOnlySpan<string>)["plural", "singular", "kind", "listKind"])
        {
            if (names.Text(field) is not { Length: > 0 } name)
            {
                faults.Required($"spec.names.{field}");
            }
            else if (LabelRules.Label1035Fault(name.ToLowerInvariant()) is { } fault)
            {
                faults.Invalid($"spec.names.{field}", name, fault);
            }
        }

        if (names.Text("kind") is { Length: > 0 } kind && kind == names.Text("listKind"))
        {
            faults.Invalid("spec.names.listKind", kind, "kind and listKind may not be the same");
        }
    }

    private static void CheckVersions(JsonObject definition, FieldFaults faults)
    {
        List<JsonObject> versions = [.. definition.Objects("spec", "versions")];
        var storage = versions.Count(v => v.Flag("storage") == true);
        if (storage != 1)
        {
            faults.Invalid("spec.versions", definition.At("spec", "versions").CopyNode(), "must have exactly one version marked as storage version");
            faults.Invalid("status.storedVersions", definition.At("status", "storedVersions").CopyNode(), "must have at least one stored version that is the storage version");
        }

        if (versions.Select(v => v.Text("name")).Distinct().Count() != versions.Count)
        {
            faults.Invalid("spec.versions", definition.At("spec", "versions").CopyNode(), "must contain unique version names");
        }

        var shared = versions.All(v => JsonAccess.Same(v.Object("schema"), versions[0].Object("schema")));
        for (var i = 0; i < versions.Count; i++)
        {
            if (versions[i].Object("schema", "openAPIV3Schema") is not { } schema)
            {
                faults.Required($"spec.versions[{i}].schema.openAPIV3Schema", "schemas are required");
            }
            else if (!shared || i == 0)
            {
                StructuralCheck.Check(schema, shared ? "spec.validation.openAPIV3Schema" : $"spec.versions[{i}].schema.openAPIV3Schema", faults);
            }
        }
    }
}
