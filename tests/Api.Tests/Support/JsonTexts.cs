using System.Text.Json;
using System.Text.Json.Nodes;
using CanaryMesh.Api.Resources;

namespace CanaryMesh.Api.Tests.Support;

internal static class JsonTexts
{
    public static object Read(string kind, JsonNode document) => kind switch
    {
        ResourceNames.Canary => document.Deserialize(ResourceJson.Default.Canary)!,
        ResourceNames.MetricTemplate => document.Deserialize(ResourceJson.Default.MetricTemplate)!,
        ResourceNames.AlertProvider => document.Deserialize(ResourceJson.Default.AlertProvider)!,
        _ => throw new ArgumentException(kind),
    };

    public static JsonNode Write(object resource) =>
        JsonSerializer.SerializeToNode(resource, ResourceJson.Default.GetTypeInfo(resource.GetType())!)!;

    public static void AssertSame(JsonNode expected, JsonNode actual) =>
        Assert.True(JsonNode.DeepEquals(expected, actual), $"expected {expected.ToJsonString()}\nbut was  {actual.ToJsonString()}");
}
