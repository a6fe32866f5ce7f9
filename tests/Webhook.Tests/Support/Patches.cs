using System.Text.Json;
using System.Text.Json.Nodes;
using CanaryMesh.Webhook.Admission;
using Microsoft.AspNetCore.JsonPatch.SystemTextJson;

namespace CanaryMesh.Webhook.Tests.Support;

/// <summary>Patches applied by an implementation that is not ours.</summary>
internal static class Patches
{
    public static JsonArray Of(AdmissionRequest request, AdmissionAnswer answer)
    {
        var response = JsonNode.Parse(ReviewWriter.Write("test", request, answer))!["response"]!;
        Assert.Equal(request.Uid, (string?)response["uid"]);
        Assert.Equal(response["patch"] is null, response["patchType"] is null);
        return response["patch"] is { } patch ? (JsonArray)JsonNode.Parse(Convert.FromBase64String((string)patch!))! : [];
    }

    public static JsonObject Apply(JsonObject before, JsonArray patch)
    {
        Assert.DoesNotContain(patch, operation => (string?)operation!["op"] == "test");
        var document = JsonSerializer.Deserialize<JsonPatchDocument<JsonObject>>(patch.ToJsonString(), JsonSerializerOptions.Web)!;
        var after = (JsonObject)before.DeepClone();
        document.ApplyTo(after);
        return after;
    }

    /// <summary>What the API server would store.</summary>
    public static JsonObject Result(AdmissionRequest request, AdmissionAnswer answer) => Apply(request.Object!, Of(request, answer));

    public static void AssertSame(JsonNode? expected, JsonNode? actual) =>
        Assert.True(JsonNode.DeepEquals(expected, actual), $"expected {expected?.ToJsonString()}\nactual   {actual?.ToJsonString()}");
}
