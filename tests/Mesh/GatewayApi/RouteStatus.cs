using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CanaryMesh.Mesh.Reading;

namespace CanaryMesh.Mesh.GatewayApi;

/// <summary>status.parents with our verdicts in it; those of other controllers stay.</summary>
internal static class RouteStatus
{
    public static JsonArray Parents(JsonElement route, IReadOnlyList<ParentVerdict> verdicts, string controller, DateTimeOffset now)
    {
        var stood = route.Items("status", "parents").ToList();
        return
        [
            .. stood.Where(entry => entry.Text("controllerName") != controller).Select(Node),
            .. verdicts.Select(verdict => Entry(route, verdict, controller, now, stood.Where(entry => IsOf(entry, verdict, controller)).ToList())),
        ];
    }

    /// <summary>Whether the object already says it: what differs in times alone is not written.</summary>
    public static bool Stands(JsonElement route, JsonArray parents) =>
        JsonNode.DeepEquals(route.At("status", "parents") is { } stood ? Node(stood) : new JsonArray(), parents);

    private static bool IsOf(JsonElement entry, ParentVerdict verdict, string controller) =>
        entry.Text("controllerName") == controller && entry.At("parentRef") is { } parent && JsonNode.DeepEquals(Node(parent), Node(verdict.Parent));

    private static JsonObject Entry(JsonElement route, ParentVerdict verdict, string controller, DateTimeOffset now, List<JsonElement> before) => new()
    {
        ["parentRef"] = Node(verdict.Parent),
        ["controllerName"] = controller,
        ["conditions"] = new JsonArray(
            Condition(route, ParentVerdict.Accepted, verdict.IsAccepted, verdict.AcceptedReason, verdict.AcceptedMessage, now, before),
            Condition(route, ParentVerdict.Resolved, verdict.IsResolved, verdict.ResolvedReason, "", now, before)),
    };

    private static JsonObject Condition(
        JsonElement route, string type, bool holds, string reason, string message, DateTimeOffset now, IEnumerable<JsonElement> before)
    {
        var status = holds ? "True" : "False";
        var since = before.SelectMany(entry => entry.Items("conditions"))
            .Where(each => each.Text("type") == type && each.Text("status") == status)
            .Select(each => each.Text("lastTransitionTime")).FirstOrDefault();
        return new JsonObject
        {
            ["type"] = type, ["status"] = status, ["reason"] = reason, ["message"] = message, ["observedGeneration"] = route.Generation(),
            ["lastTransitionTime"] = since ?? now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        };
    }

    private static JsonNode? Node(JsonElement element) => JsonNode.Parse(element.GetRawText());
}
