using System.Text.Json.Nodes;

namespace CanaryMesh.Webhook.Tests.Support;

/// <summary>The recorded pods of the triples, by name.</summary>
internal static class GoldenPods
{
    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Golden");

    public static TheoryData<string> Names() =>
        [.. Directory.GetFiles(Folder, "*.pod.json").Select(file => Path.GetFileName(file).Replace(".pod.json", "", StringComparison.Ordinal)).Order()];

    public static async Task<JsonObject> ReadAsync(string name) => Some.Parse(await File.ReadAllTextAsync(Path.Combine(Folder, name + ".pod.json")));
}
