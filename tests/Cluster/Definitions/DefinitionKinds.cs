using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Json;
using CanaryMesh.Cluster.Kinds;

namespace CanaryMesh.Cluster.Definitions;

/// <summary>The kinds a CustomResourceDefinition makes, one per served version.</summary>
internal static class DefinitionKinds
{
    public static IEnumerable<ResourceKind> Of(JsonObject definition)
    {
        var storage = definition.Objects("spec", "versions").FirstOrDefault(v => v.Flag("storage") == true).Text("name");
        return definition.Objects("spec", "versions").Where(v => v.Flag("served") == true).Select(v => One(definition, v, storage));
    }

    private static ResourceKind One(JsonObject definition, JsonObject version, string? storage)
    {
        var names = definition.Object("spec", "names") ?? [];
        var schema = version.Object("schema", "openAPIV3Schema") ?? [];
        var status = version.Object("subresources", "status") is not null;
        var scale = version.Object("subresources", "scale");
        return new ResourceKind(definition.Text("spec", "group") ?? "", version.Text("name") ?? "", names.Text("plural") ?? "", names.Text("kind") ?? "")
        {
            Defined = true,
            Singular = names.Text("singular") ?? "",
            ListKind = names.Text("listKind") ?? names.Text("kind") + "List",
            ShortNames = Texts(names, "shortNames"),
            Categories = Texts(names, "categories"),
            Namespaced = definition.Text("spec", "scope") != "Cluster",
            HasStatus = status,
            HasScale = scale is not null,
            Scale = new ScalePaths(Path(scale, "specReplicasPath"), Path(scale, "statusReplicasPath"), scale.Text("labelSelectorPath") is null ? null : Path(scale, "labelSelectorPath")),
            Generations = true,
            StorageVersion = storage,
            OpenApi = schema,
            Schema = SchemaTypes.Root(schema),
            Columns = PrinterColumns.Of(version),
            SelectableFields = [.. version.Objects("selectableFields").Select(f => (f.Text("jsonPath") ?? "").TrimStart('.'))],
            Rules = new KindRules
            {
                Validate = (o, faults) => Validate(o, schema, faults),
                ValidateUpdate = (now, old, faults) => DefinedRules.Check(now, old, schema, "", faults),
                Create = (o, faults) => DefinedRules.Check(o, null, schema, "", faults),
            },
        };
    }

    private static void Validate(JsonObject o, JsonObject schema, FieldFaults faults)
    {
        var content = o.Copy();
        foreach (var general in (ReadOnlySpan<string>)["apiVersion", "kind", "metadata"])
        {
            content.Remove(general);
        }

        var plain = schema.Copy();
        plain["required"] = new JsonArray([.. Texts(schema, "required").Where(r => r is not ("apiVersion" or "kind" or "metadata")).Select(r => JsonValue.Create(r))]);
        SchemaValidation.Validate(content, plain, "", faults);
    }

    private static string[] Path(JsonObject? scale, string field) => (scale.Text(field) ?? "").Split('.', StringSplitOptions.RemoveEmptyEntries);

    private static List<string> Texts(JsonObject o, string field) => [.. (o.Array(field) ?? []).Select(t => t.Text() ?? "")];
}
