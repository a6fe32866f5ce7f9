using System.Text.Json.Nodes;

namespace CanaryMesh.Cluster.Node;

/// <summary>Reads one entry of the image map.</summary>
internal static class ImageRuleReader
{
    public static ImageRule Read(JsonNode? value) => value switch
    {
        JsonArray entrypoint => new ImageRule { Entrypoint = Texts(entrypoint) },
        JsonObject rule => Read(rule),
        _ => ImageRule.Idle,
    };

    private static ImageRule Read(JsonObject rule) => new()
    {
        IsIdle = (bool?)rule["noop"] ?? false,
        PullFails = (string?)rule["pull"] == "fail",
        PullTime = TimeSpan.FromSeconds((double?)rule["pullSeconds"] ?? 0),
        OutOfMemoryAfter = (double?)rule["oomSeconds"] is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
        Entrypoint = Texts(rule["entrypoint"]),
        Cmd = Texts(rule["cmd"]),
        WorkingDirectory = (string?)rule["workdir"],
        Environment = Map(rule["env"], node => (string?)node ?? ""),
        Mounts = Map(rule["mounts"], node => (string?)node ?? ""),
        Commands = Map(rule["commands"], Texts),
    };

    private static IReadOnlyList<string> Texts(JsonNode? list) =>
        list is JsonArray items ? [.. items.Select(item => (string?)item ?? "")] : [];

    private static Dictionary<string, T> Map<T>(JsonNode? map, Func<JsonNode?, T> read) =>
        map is JsonObject entries ? entries.ToDictionary(entry => entry.Key, entry => read(entry.Value), StringComparer.Ordinal) : [];
}
