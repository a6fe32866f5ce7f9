using System.Globalization;
using System.Text.Json;

namespace CanaryMesh.Mesh.Reading;

/// <summary>What every object says of itself.</summary>
internal static class ObjectNames
{
    public static string Name(this JsonElement item) => item.Text("metadata", "name") ?? "";

    public static string Namespace(this JsonElement item) => item.Text("metadata", "namespace") ?? "";

    public static string Key(this JsonElement item) => Key(item.Namespace(), item.Name());

    public static string Key(string @namespace, string name) => $"{@namespace}/{name}";

    public static int Generation(this JsonElement item) => item.Whole("metadata", "generation") ?? 0;

    public static bool IsLeaving(this JsonElement item) => item.At("metadata", "deletionTimestamp") is not null;

    /// <summary>The older object first, and of two of one age the one whose name comes first: both Istio and the Gateway API settle conflicts so.</summary>
    public static IEnumerable<JsonElement> OldestFirst(IEnumerable<JsonElement> items) =>
        items.OrderBy(Created).ThenBy(Key, StringComparer.Ordinal);

    private static DateTimeOffset Created(JsonElement item) =>
        DateTimeOffset.TryParse(item.Text("metadata", "creationTimestamp"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : DateTimeOffset.MinValue;
}
