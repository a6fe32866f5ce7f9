using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Applying;
using CanaryMesh.Analyzer.Kubernetes;
using CanaryMesh.Analyzer.Observing;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Judging;

/// <summary>The ConfigMap of a judged version. Pure.</summary>
internal static class JudgedMap
{
    public static JudgedPlace PlaceOf(RolloutWorld world, string version) => new(
        new(world.Seen.Key.Namespace, JudgedNames.ConfigMap(world.Seen.Spec.Target, version)),
        JudgedNames.Label(world.Seen.Key.Name),
        CopyBuilder.Owner(world.Canary),
        KubeTime.Seconds(world.Seen.Status.TrialStartedAt ?? world.Seen.ObservedAt));

    public static bool IsOurs(JsonObject map) => map.Label(OurLabels.ManagedBy) == OurLabels.CanaryMesh && map.Label(AnnotationNames.Judged) is not null;

    /// <summary>It is no app's configuration, also where one names it.</summary>
    public static JsonObject Build(JudgedPlace place, JudgedContent content) => new()
    {
        ["apiVersion"] = "v1",
        ["kind"] = "ConfigMap",
        ["metadata"] = new JsonObject
        {
            ["name"] = place.Key.Name,
            ["namespace"] = place.Key.Namespace,
            ["labels"] = new JsonObject { [OurLabels.ManagedBy] = OurLabels.CanaryMesh, [AnnotationNames.Judged] = place.Label },
            ["annotations"] = new JsonObject { [AnnotationNames.JudgedTime] = place.Since, [AnnotationNames.ConfigTracking] = "disabled" },
            ["ownerReferences"] = new JsonArray(place.Owner.DeepClone()),
        },
        ["data"] = new JsonObject(Data(content).Where(pair => pair.Value is not null)),
    };

    /// <summary>Only if it is still the object that was read or written.</summary>
    public static JsonObject Patch(JudgedPlace place, JudgedContent content, string? version) => new()
    {
        ["metadata"] = new JsonObject
        {
            ["resourceVersion"] = version,
            ["labels"] = new JsonObject { [AnnotationNames.Judged] = place.Label },
            ["annotations"] = new JsonObject { [AnnotationNames.JudgedTime] = place.Since },
            ["ownerReferences"] = new JsonArray(place.Owner.DeepClone()),
        },
        ["data"] = new JsonObject(Data(content)),
    };

    /// <summary>Which of a target's are too many, the trials of longest ago first.</summary>
    public static IEnumerable<JsonObject> TooMany(IEnumerable<JsonObject> maps, string kept) => maps
        .Where(IsOurs)
        .OrderByDescending(map => map.Text("metadata", "name") == kept)
        .ThenByDescending(map => map.Annotation(AnnotationNames.JudgedTime), StringComparer.Ordinal)
        .Skip(JudgedNames.Most);

    private static IEnumerable<KeyValuePair<string, JsonNode?>> Data(JudgedContent content) =>
        new[] { KeyValuePair.Create(JudgedNames.State, content.State), KeyValuePair.Create(JudgedNames.Record, content.Record) }
            .Where(pair => pair.Value is not null)
            .Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)(pair.Value!.Length == 0 ? null : JsonValue.Create(pair.Value))));
}
