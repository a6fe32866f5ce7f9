using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Applying;
using CanaryMesh.Analyzer.Observing;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Routing;

/// <summary>All of a route object but its spec: whose it is, its labels and annotations, our mark and what is given back.</summary>
internal static class RouteEnvelope
{
    private const string Labels = "labels";
    private const string Annotations = "annotations";

    /// <summary>Why an object must not be written; null if it may be.</summary>
    public static string? Fault(RouteIntent intent, JsonObject? existing)
    {
        var controller = existing.Objects("metadata", "ownerReferences").FirstOrDefault(owner => owner.Flag("controller"));
        return controller is null || controller.Text("uid") == intent.Uid
            ? null
            : $"{existing.Text("kind")} {existing.Text("metadata", "name")} belongs to {controller.Text("kind")} {controller.Text("name")}, and is left alone";
    }

    /// <summary>A draft of the object: a copy of the one that is there, with the original saved in it if that is another's, or a new one.</summary>
    public static JsonObject Open(RouteIntent intent, string apiVersion, string kind, string name, JsonObject? existing)
    {
        if (existing is null)
        {
            return Made(intent, apiVersion, kind, name);
        }

        var draft = (JsonObject)existing.DeepClone();
        if (RouteMark.Of(existing) is null && RouteOriginal.Of(existing) is null && ClusterCaches.ControllerUid(existing) != intent.Uid)
        {
            draft.Within("metadata").Within(Annotations)[AnnotationNames.RouteOriginal] = RouteOriginal.Save(existing).ToJson();
        }

        return draft;
    }

    /// <summary>Writes labels, annotations and the mark; keys of others stay.</summary>
    public static void Close(JsonObject draft, RouteIntent intent, RouteMark? before, string split, IReadOnlyDictionary<string, IReadOnlyList<string>> added)
    {
        var metadata = draft.Within("metadata");
        var original = RouteOriginal.Of(draft);
        var all = new SortedDictionary<string, IReadOnlyList<string>>(added.ToDictionary(), StringComparer.Ordinal)
        {
            [Labels] = Put(metadata, Labels, before?.AddedTo(Labels) ?? [], original?.Labels, intent.Service.At("apex", Labels)),
            [Annotations] = Put(metadata, Annotations, before?.AddedTo(Annotations) ?? [], original?.Annotations, intent.Service.At("apex", Annotations)),
        };
        metadata.Within(Annotations)[AnnotationNames.Route] = new RouteMark { Split = split, Sides = [intent.Primary, intent.OnTrial], Added = all }.ToJson();
    }

    /// <summary>What is left behind; <paramref name="spec"/> makes the present spec what it was.</summary>
    public static RouteReturn Restore(JsonObject existing, Func<RouteOriginal, RouteMark, JsonObject> spec)
    {
        if (RouteMark.Of(existing) is not { } mark)
        {
            return new RouteReturn.Leave();
        }

        if (RouteOriginal.Of(existing) is not { } original)
        {
            return existing.Annotation(AnnotationNames.RouteOriginal) is null ? new RouteReturn.Delete() : new RouteReturn.Leave();
        }

        var body = (JsonObject)existing.DeepClone();
        body["spec"] = spec(original, mark);
        var metadata = body.Within("metadata");
        Return(metadata, Labels, mark.AddedTo(Labels), original.Labels);
        Return(metadata, Annotations, [.. mark.AddedTo(Annotations), AnnotationNames.Route, AnnotationNames.RouteOriginal], original.Annotations);
        return new RouteReturn.Rewrite(body);
    }

    private static JsonObject Made(RouteIntent intent, string apiVersion, string kind, string name) => new()
    {
        ["apiVersion"] = apiVersion,
        ["kind"] = kind,
        ["metadata"] = new JsonObject
        {
            ["name"] = name,
            ["namespace"] = intent.Namespace,
            [Labels] = new JsonObject { [OurLabels.ManagedBy] = OurLabels.CanaryMesh },
            ["ownerReferences"] = new JsonArray(CopyBuilder.Owner(intent.Canary)),
        },
        ["spec"] = new JsonObject(),
    };

    // Keys of ours that the Canary no longer names become what they were.
    private static List<string> Put(JsonObject metadata, string map, IReadOnlyList<string> ours, JsonObject? original, JsonNode? wanted)
    {
        var given = (wanted as JsonObject ?? []).Where(pair => !IsOurs(pair.Key) && pair.Value is JsonValue).OrderBy(pair => pair.Key, StringComparer.Ordinal).ToList();
        Return(metadata, map, [.. ours.Where(key => !IsOurs(key))], original ?? []);
        foreach (var (key, value) in given)
        {
            metadata.Within(map)[key] = value!.DeepClone();
        }

        return [.. given.Select(pair => pair.Key)];
    }

    private static void Return(JsonObject metadata, string map, IReadOnlyList<string> ours, JsonObject before)
    {
        if (metadata[map] is not JsonObject present)
        {
            return;
        }

        foreach (var key in ours)
        {
            present.Remove(key);
            if (before[key] is { } value)
            {
                present[key] = value.DeepClone();
            }
        }

        if (present.Count == 0)
        {
            metadata.Remove(map);
        }
    }

    private static bool IsOurs(string key) => key.StartsWith(AnnotationNames.Prefix, StringComparison.Ordinal);
}
