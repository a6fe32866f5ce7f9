using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Api;

namespace CanaryMesh.Cluster.Tests.Definitions;

public sealed class DefinitionServingTests
{
    private const string Plain = """[{"name":"v1","served":true,"storage":true,"schema":{"openAPIV3Schema":{"type":"object"}}}]""";

    [Fact]
    public async Task Definition_OnceEstablished_ServesItsKind()
    {
        await using var cluster = await DefinitionFixture.StartAsync();
        await cluster.DefineAsync();

        var made = await cluster.CreateAsync("a", """{"stray":1}""");

        Assert.Equal("""{"size":3}""", made["spec"]!.ToJsonString());
        Assert.Equal("1", made["metadata"]!["generation"]!.ToJsonString());
    }

    [Fact]
    public async Task Object_ThatItsSchemaRefuses_IsInvalid()
    {
        await using var cluster = await DefinitionFixture.StartAsync();
        await cluster.DefineAsync();

        var refusal = await Assert.ThrowsAsync<ApiException>(() => cluster.CreateAsync("a", """{"size":10}"""));

        Assert.Equal((422, "Widget.example.com \"a\" is invalid: spec.size: Invalid value: 10: spec.size in body should be less than or equal to 9"), (refusal.Code, refusal.Message));
    }

    [Fact]
    public async Task Status_ByItsSubresource_ChangesNoGenerationAndNothingElse()
    {
        await using var cluster = await DefinitionFixture.StartAsync();
        await cluster.DefineAsync();
        await cluster.CreateAsync("a", "{}");
        var patch = JsonNode.Parse("""{"spec":{"size":5},"status":{"phase":"x"}}""")!;

        var changed = await cluster.Api.PatchAsync(DefinitionFixture.Widgets, "default", "a", "application/merge-patch+json", patch, "status", DefinitionFixture.Admin, cluster.Cancel);

        Assert.Equal(("1", """{"size":3}""", """{"phase":"x"}"""), (changed["metadata"]!["generation"]!.ToJsonString(), changed["spec"]!.ToJsonString(), changed["status"]!.ToJsonString()));
    }

    [Fact]
    public async Task Definition_WhenDeleted_TakesItsObjectsAndItsKindAlong()
    {
        await using var cluster = await DefinitionFixture.StartAsync();
        await cluster.DefineAsync();
        await cluster.CreateAsync("a", "{}");

        await cluster.Api.DeleteAsync(DefinitionFixture.Definitions, null, "widgets.example.com", null, null, null, DefinitionFixture.Admin, cluster.Cancel);
        await cluster.UntilAsync(DefinitionFixture.Definitions, "widgets.example.com", d => d is null);

        Assert.Empty(cluster.Api.List(DefinitionFixture.Widgets).Items);
    }

    [Fact]
    public async Task Definition_OfAKindThatIsTaken_IsNotEstablished()
    {
        await using var cluster = await DefinitionFixture.StartAsync();
        await cluster.DefineAsync();

        await cluster.Api.CreateAsync(DefinitionFixture.Definitions, null, DefinitionFixture.Definition("gadgets", Plain), DefinitionFixture.Admin, cluster.Cancel);
        await cluster.UntilAsync(DefinitionFixture.Definitions, "gadgets.example.com", d => DefinitionFixture.Condition(d, "NamesAccepted") == "False");

        Assert.Equal("False", DefinitionFixture.Condition(cluster.Api.Get(DefinitionFixture.Definitions, null, "gadgets.example.com"), "Established"));
    }

    [Theory]
    [InlineData("""[{"name":"v1","served":true,"storage":true}]""", "spec.versions[0].schema.openAPIV3Schema: Required value: schemas are required")]
    [InlineData("""[{"name":"v1","served":true,"storage":true,"schema":{"openAPIV3Schema":{"type":"object","properties":{"x":{}}}}}]""", "spec.validation.openAPIV3Schema.properties[x].type: Required value")]
    public async Task Definition_ThatIsNotStructural_IsRefused(string versions, string fault)
    {
        await using var cluster = await DefinitionFixture.StartAsync();

        var refusal = await Assert.ThrowsAsync<ApiException>(() => cluster.DefineAsync(versions));

        Assert.Contains(fault, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rule_OfATransition_ComparesWithTheOldObject()
    {
        await using var cluster = await DefinitionFixture.StartAsync();
        await cluster.DefineAsync("""[{"name":"v1","served":true,"storage":true,"schema":{"openAPIV3Schema":{"type":"object","properties":{"spec":{"type":"object","properties":{"fixed":{"type":"string","x-kubernetes-validations":[{"rule":"self == oldSelf","message":"fixed cannot change"}]}}}}}}}]""");
        await cluster.CreateAsync("a", """{"fixed":"a"}""");
        var patch = JsonNode.Parse("""{"spec":{"fixed":"b"}}""")!;

        var refusal = await Assert.ThrowsAsync<ApiException>(() =>
            cluster.Api.PatchAsync(DefinitionFixture.Widgets, "default", "a", "application/merge-patch+json", patch, null, DefinitionFixture.Admin, cluster.Cancel));

        Assert.Contains("spec.fixed: Invalid value: \"b\": fixed cannot change", refusal.Message, StringComparison.Ordinal);
    }
}
