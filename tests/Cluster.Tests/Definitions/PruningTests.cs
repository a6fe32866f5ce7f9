using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Definitions;

namespace CanaryMesh.Cluster.Tests.Definitions;

public sealed class PruningTests
{
    private const string Schema = """
        {"type":"object","properties":{"known":{"type":"string"},"free":{"type":"object","x-kubernetes-preserve-unknown-fields":true},
        "map":{"type":"object","additionalProperties":{"type":"object","properties":{"a":{"type":"string"}}}},
        "list":{"type":"array","items":{"type":"object","properties":{"n":{"type":"integer","default":7}}}},"size":{"type":"integer","default":3}}}
        """;

    [Fact]
    public void Prune_WhatTheSchemaDoesNotKnow_GoesAndIsNamed()
    {
        var value = Parse("""{"known":"1","stray":1,"free":{"x":{"y":1}},"map":{"k":{"a":"1","b":2}},"list":[{"n":1,"m":2}]}""");
        var dropped = new List<string>();

        Pruning.Prune(value, Read(), "", dropped);

        Assert.Equal("""{"known":"1","free":{"x":{"y":1}},"map":{"k":{"a":"1"}},"list":[{"n":1}]}""", value.ToJsonString());
        Assert.Equal(["stray", "map.k.b", "list[0].m"], dropped);
    }

    [Fact]
    public void Prune_AWholeObject_KeepsWhatEveryObjectHas()
    {
        var value = Parse("""{"apiVersion":"v1","kind":"K","metadata":{"name":"a"},"stray":1}""");

        Pruning.Prune(value, Read(), "", [], whole: true);

        Assert.Equal("""{"apiVersion":"v1","kind":"K","metadata":{"name":"a"}}""", value.ToJsonString());
    }

    [Fact]
    public void Fill_WhatIsMissingOrNull_TakesTheDefault()
    {
        var value = Parse("""{"size":null,"list":[{},{"n":1}],"known":null}""");

        SchemaDefaults.Fill(value, Read());

        Assert.Equal("""{"size":3,"list":[{"n":7},{"n":1}]}""", value.ToJsonString());
    }

    private static JsonObject Parse(string json) => (JsonObject)JsonNode.Parse(json)!;

    private static StructuralSchema Read() => SchemaReader.Read(Parse(Schema));
}
