using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Api;
using CanaryMesh.Cluster.Json;
using CanaryMesh.Cluster.Kinds;

namespace CanaryMesh.Cluster.Definitions;

/// <summary>The kinds a definition makes, one for each served version.</summary>
internal static class DefinedKinds
{
    public static IReadOnlyList<ResourceKind> Of(JsonObject definition)
    {
        var stored = definition.Objects("spec", "versions").FirstOrDefault(v => v.Flag("storage") == true).Text("name");
        return [.. definition.Objects("spec", "versions").Where(v => v.Flag("served") == true).Select(v => Of(definition, v, stored))];
    }

    private static ResourceKind Of(JsonObject definition, JsonObject version, string? stored)
    {
        var names = definition.Object("spec", "names");
        var described = version.Object("schema", "openAPIV3Schema") ?? [];
        var schema = SchemaReader.Read(described);
        var scale = version.Object("subresources", "scale");
        var kind = new ResourceKind(definition.Text("spec", "group") ?? "", version.Text("name") ?? "", names.Text("plural") ?? "", names.Text("kind") ?? "")
        {
            ShortNames = Texts(names, "shortNames"),
            Categories = Texts(names, "categories"),
            Namespaced = definition.Text("spec", "scope") == "Namespaced",
            HasStatus = version.Object("subresources")?.ContainsKey("status") == true,
            HasScale = scale is not null,
            Generations = true,
            Defined = true,
            Deprecation = version.Flag("deprecated") == true ? version.Text("deprecationWarning") ?? Deprecation(definition, version.Text("name") ?? "") : null,
            Columns = PrinterColumns.Of(version),
            OpenApi = DefinedOpenApi.Of(described),
            Schema = DefinedTypes.Root(schema),
            StorageVersion = stored,
            SelectableFields = [.. version.Objects("selectableFields").Select(f => (f.Text("jsonPath") ?? "").TrimStart('.'))],
            Rules = definition.BeingDeleted() ? DefinedRules.Of(schema) with { PrepareCreate = Refuse } : DefinedRules.Of(schema),
            Decode = (body, report) => DefinedRules.Decode(body, schema, report),
        };
        kind = kind with { Singular = names.Text("singular") ?? kind.Singular, ListKind = names.Text("listKind") ?? kind.ListKind };
        return scale is null ? kind : kind with { Scale = Paths(scale) };
    }

    private static string Deprecation(JsonObject definition, string name)
    {
        var (group, kind) = (definition.Text("spec", "group"), definition.Text("spec", "names", "kind"));
        var newer = definition.Objects("spec", "versions").Where(v => v.Flag("served") == true && v.Flag("deprecated") != true).Select(v => v.Text("name") ?? "")
            .Where(v => VersionOrder.Instance.Compare(v, name) > 0).Order(VersionOrder.Instance).LastOrDefault();
        return $"{group}/{name} {kind} is deprecated" + (newer is null ? "" : $"; use {group}/{newer} {kind}");
    }

    private static ScalePaths Paths(JsonObject scale) => new(
        Fields(scale, "specReplicasPath"),
        Fields(scale, "statusReplicasPath"),
        scale.Text("labelSelectorPath") is { Length: > 0 } ? Fields(scale, "labelSelectorPath") : null);

    private static string[] Fields(JsonObject scale, string path) => JsonPath.Parse(scale.Text(path) ?? "").Fields;

    private static void Refuse(JsonObject created) =>
        throw new ApiException(405, "MethodNotAllowed", "create not allowed while custom resource definition is terminating", []);

    private static string[] Texts(JsonObject? names, string field) => [.. (names.Array(field) ?? []).Select(n => n.Text() ?? "")];
}
