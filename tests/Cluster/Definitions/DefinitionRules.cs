using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Defaults;
using CanaryMesh.Cluster.Json;
using CanaryMesh.Cluster.Kinds;

namespace CanaryMesh.Cluster.Definitions;

/// <summary>What is particular to CustomResourceDefinition.</summary>
internal static class DefinitionRules
{
    public const string Cleanup = "customresourcecleanup.apiextensions.k8s.io";

    public static KindRules All { get; } = new()
    {
        Default = RegistrationDefaults.Definition,
        PrepareCreate = o => o["status"] = new JsonObject
        {
            ["conditions"] = new JsonArray(),
            ["acceptedNames"] = new JsonObject { ["plural"] = "", ["kind"] = "" },
            ["storedVersions"] = new JsonArray([.. StorageVersions(o).Select(v => JsonValue.Create(v))]),
        },
        PrepareUpdate = (changed, _) => RememberStorage(changed),
        PrepareDelete = MarkDeleted,
        Validate = DefinitionValidation.Check,
        ValidateUpdate = (changed, old, faults) => DefinitionValidation.CheckUpdate(changed, old, faults),
    };

    public static IEnumerable<string> StorageVersions(JsonObject definition) =>
        definition.Objects("spec", "versions").Where(v => v.Flag("storage") == true).Select(v => v.Text("name") ?? "");

    private static void RememberStorage(JsonObject changed)
    {
        var stored = changed.Array("status", "storedVersions") ?? [];
        foreach (var version in StorageVersions(changed).Where(v => stored.All(s => s.Text() != v)).ToList())
        {
            stored.Add(version);
        }

        if (stored.Parent is null)
        {
            changed.Ensure("status")["storedVersions"] = stored;
        }
    }

    private static void MarkDeleted(JsonObject marked)
    {
        if (!marked.Finalizers().Contains(Cleanup))
        {
            marked.Meta()["finalizers"] = new JsonArray([.. marked.Finalizers().Append(Cleanup).Select(f => JsonValue.Create(f))]);
        }
    }
}
