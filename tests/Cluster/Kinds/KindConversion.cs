using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Json;

namespace CanaryMesh.Cluster.Kinds;

/// <summary>Between the version an object is kept in and the one it is asked for in.</summary>
internal static class KindConversion
{
    private static readonly (string Core, string New)[] EventFields =
    [
        ("involvedObject", "regarding"), ("message", "note"), ("source", "deprecatedSource"), ("firstTimestamp", "deprecatedFirstTimestamp"),
        ("lastTimestamp", "deprecatedLastTimestamp"), ("count", "deprecatedCount"), ("reportingComponent", "reportingController"),
    ];

    public static JsonObject FromStorage(ResourceKind kind, JsonObject stored)
    {
        if (stored.Text("apiVersion") == kind.ApiVersion)
        {
            return stored;
        }

        var served = stored.Copy();
        served["apiVersion"] = kind.ApiVersion;
        if (kind is { Group: "events.k8s.io" })
        {
            Rename(served, back: false);
            foreach (var empty in served.Where(p => p.Value.Text() is "").Select(p => p.Key).ToList())
            {
                served.Remove(empty);
            }
        }
        else if (kind is { Group: "autoscaling", Version: "v1" })
        {
            AutoscalerConversion.ToV1(served);
        }

        return served;
    }

    public static JsonObject ToStorage(ResourceKind kind, JsonObject made)
    {
        var kept = StorageVersion(kind);
        if (made.Text("apiVersion") == kept)
        {
            return made;
        }

        var stored = made.Copy();
        stored["apiVersion"] = kept;
        if (kind is { Group: "events.k8s.io" })
        {
            Rename(stored, back: true);
        }
        else if (kind is { Group: "autoscaling", Version: "v1" })
        {
            AutoscalerConversion.ToV2(stored);
        }

        return stored;
    }

    private static string StorageVersion(ResourceKind kind) => kind switch
    {
        { KeptAs: { Group: "" } } => "v1",
        { StorageVersion: { } version } => $"{kind.Group}/{version}",
        _ => kind.ApiVersion,
    };

    private static void Rename(JsonObject o, bool back)
    {
        foreach (var (core, @new) in EventFields)
        {
            var (from, to) = back ? (@new, core) : (core, @new);
            if (o.Remove(from, out var value))
            {
                o[to] = value.CopyNode();
            }
        }
    }
}
