using System.Globalization;
using System.Text.Json.Nodes;

namespace CanaryMesh.Cluster.Json;

/// <summary>The parts of an object every kind has.</summary>
internal static class Metadata
{
    public static JsonObject Meta(this JsonObject o) => o.Ensure("metadata");

    public static string Name(this JsonObject o) => o.Text("metadata", "name") ?? "";

    public static string? Namespace(this JsonObject o) => o.Text("metadata", "namespace") is { Length: > 0 } ns ? ns : null;

    public static string Uid(this JsonObject o) => o.Text("metadata", "uid") ?? "";

    public static long Version(this JsonObject o) =>
        long.TryParse(o.Text("metadata", "resourceVersion"), NumberStyles.None, CultureInfo.InvariantCulture, out var v) ? v : 0;

    public static bool BeingDeleted(this JsonObject o) => o.Text("metadata", "deletionTimestamp") is not null;

    public static IReadOnlyList<string> Finalizers(this JsonObject o) =>
        [.. o.Array("metadata", "finalizers")?.Select(f => f.Text() ?? "") ?? []];

    public static string Key(string? @namespace, string name) => @namespace is null ? name : @namespace + "/" + name;

    public static string Time(DateTimeOffset t) => t.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    public static string MicroTime(DateTimeOffset t) => t.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ", CultureInfo.InvariantCulture);
}
