using System.Text.Json.Nodes;
using CanaryMesh.Api.Tests.Support;

namespace CanaryMesh.Api.Tests.Crds;

public class StructuralTests
{
    private static readonly string[] NotInBranches = ["type", "description", "default", "additionalProperties", "nullable", "title"];

    public static TheoryData<string> Kinds => ["Canary", "MetricTemplate", "AlertProvider"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Schema_OfEveryValue_HasAType(string kind) => Assert.Empty(
        SchemaWalk.Nodes(Crd.Ours(kind).Schema)
            .Where(node => node.Value["type"] is null && (bool?)node.Value["x-kubernetes-int-or-string"] is not true)
            .Select(node => node.Key));

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Schema_OfEveryObject_HasEitherPropertiesOrOneKindOfValue(string kind) => Assert.Empty(
        SchemaWalk.Nodes(Crd.Ours(kind).Schema)
            .Where(node => (string?)node.Value["type"] is "object" && node.Key is not ".metadata")
            .Where(node => node.Value["properties"] is null == node.Value["additionalProperties"] is null)
            .Select(node => node.Key));

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Schema_OfEveryArray_HasItems(string kind) => Assert.Empty(
        SchemaWalk.Nodes(Crd.Ours(kind).Schema)
            .Where(node => (string?)node.Value["type"] is "array" && node.Value["items"] is null)
            .Select(node => node.Key));

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Branch_OfEveryAlternative_OnlyValidates(string kind) => Assert.Empty(
        SchemaWalk.Branches(Crd.Ours(kind).Schema)
            .Where(branch => NotInBranches.Any(branch.Value.ContainsKey))
            .Select(branch => branch.Key));

    [Fact]
    public void Schema_OfNoPath_PreservesUnknownMembers() => Assert.Empty(
        new[] { "Canary", "MetricTemplate", "AlertProvider" }
            .SelectMany(kind => SchemaWalk.Nodes(Crd.Ours(kind).Schema))
            .Where(node => node.Value["x-kubernetes-preserve-unknown-fields"] is not null)
            .Select(node => node.Key));

    [Fact]
    public void Branches_OfCanary_AreFound() => Assert.Contains(
        SchemaWalk.Branches(Crd.Ours("Canary").Schema),
        branch => branch.Key is ".spec.service.trafficPolicy.loadBalancer"
            && branch.Value["required"]?.AsArray() is [JsonValue name] && (string?)name is "httpCookie");
}
