using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using CanaryMesh.Api.Templates;
using CanaryMesh.Cluster.Definitions;
using CanaryMesh.Cluster.Kinds;
using YamlText = CanaryMesh.Cluster.Json.YamlText;

namespace CanaryMesh.Analyzer.Host.Tests.Routing;

/// <summary>The real schemas of route objects, held against an object as the embedded cluster would at a write.</summary>
internal static class MeshSchemas
{
    private static readonly ConcurrentDictionary<(string File, string Plural), StructuralSchema> Read = new();

    /// <summary>What the server would refuse of the object, and what it would drop.</summary>
    public static IReadOnlyList<string> Faults(JsonObject item, string plural, string file)
    {
        var schema = Read.GetOrAdd((file, plural), key => SchemaOf(key.File, key.Plural));
        // As it comes over the wire: numbers of one kind only.
        var body = (JsonObject)JsonNode.Parse(item.ToJsonString())!;
        List<string> dropped = [];
        Pruning.Prune(body, schema, "", dropped, whole: true);
        var faults = new FieldFaults();
        DefinedRules.Of(schema).Validate!(body, faults);
        return [.. dropped.Select(path => $"{path}: unknown"), .. faults.Found.Select(fault => $"{fault.Field}: {fault.Message}")];
    }

    /// <summary>The object as the server would store it, with what it fills in.</summary>
    public static JsonObject Stored(JsonObject item, string plural, string file)
    {
        var body = (JsonObject)JsonNode.Parse(item.ToJsonString())!;
        DefinedRules.Of(Read.GetOrAdd((file, plural), key => SchemaOf(key.File, key.Plural))).Default!(body);
        return body;
    }

    private static StructuralSchema SchemaOf(string file, string plural)
    {
        var text = Reference.Text("crds/" + file)
            .Split("\n---", StringSplitOptions.RemoveEmptyEntries)
            .Single(each => each.Contains($"\n  name: {plural}\n", StringComparison.Ordinal));
        var version = YamlText.Parse(text).Objects("spec", "versions").First(each => each.Flag("storage"));
        return SchemaReader.Read((JsonObject)version.At("schema", "openAPIV3Schema")!);
    }
}
