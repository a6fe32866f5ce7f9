using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Json;
using CanaryMesh.Cluster.Kinds;

namespace CanaryMesh.Cluster.Validation;

/// <summary>Faults of CustomResourceDefinitions.</summary>
internal static class DefinitionValidation
{
    public static void Validate(JsonObject o, FieldFaults faults)
    {
        var expected = $"{o.Text("spec", "names", "plural")}.{o.Text("spec", "group")}";
        if (o.Name() != expected)
        {
            faults.Invalid("metadata.name", o.Name(), "must be spec.names.plural+\".\"+spec.group");
        }

        var versions = o.Objects("spec", "versions").ToList();
        if (versions.Count(v => v.Flag("storage") == true) != 1)
        {
            faults.Invalid("spec.versions", o.At("spec", "versions"), "must have exactly one version marked as storage version");
            faults.Invalid("status.storedVersions", new JsonArray(), "must have at least one stored version");
        }

        for (var i = 0; i < versions.Count; i++)
        {
            if (versions[i].Object("schema", "openAPIV3Schema") is not { } schema)
            {
                faults.Required($"spec.versions[{i}].schema.openAPIV3Schema", "schemas are required");
            }
            else
            {
                Structural(schema, versions.Count == 1 ? "spec.validation.openAPIV3Schema" : $"spec.versions[{i}].schema.openAPIV3Schema", faults);
            }
        }
    }

    private static void Structural(JsonObject schema, string path, FieldFaults faults)
    {
        var free = schema.Flag("x-kubernetes-int-or-string") == true || schema.Flag("x-kubernetes-preserve-unknown-fields") == true;
        if (schema.Text("type") is not { Length: > 0 } && !free)
        {
            faults.Required(path + ".type", "must not be empty for specified object fields");
        }

        foreach (var (name, property) in schema.Object("properties") ?? [])
        {
            if (property is JsonObject inner)
            {
                Structural(inner, $"{path}.properties[{name}]", faults);
            }
        }

        if (schema.Object("items") is { } items)
        {
            Structural(items, path + ".items", faults);
        }

        if (schema.Object("additionalProperties") is { } additional)
        {
            Structural(additional, path + ".additionalProperties", faults);
        }
    }
}
