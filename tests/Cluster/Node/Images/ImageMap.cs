using System.Text.Json;
using System.Text.Json.Nodes;

namespace CanaryMesh.Cluster.Node;

/// <summary>The image map: the first exact name, else the first pattern that fits, in the file's order. The file is read again when it changes.</summary>
internal sealed class ImageMap(string? path, ImageRule unmapped)
{
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    private readonly Lock gate = new();
    private DateTime stamp;
    private List<KeyValuePair<string, ImageRule>> rules = [];

    public static IReadOnlyDictionary<string, ImageRule> Golden { get; } = new Dictionary<string, ImageRule>
    {
        ["golden/pause"] = ImageRule.Idle,
        ["golden/pause:*"] = ImageRule.Idle,
        ["golden/sh:*"] = new() { Entrypoint = ["/bin/sh"] },
        ["golden/crash:*"] = new() { Entrypoint = ["/bin/sh", "-c", "exit 3"] },
        ["golden/none:*"] = ImageRule.Unknown,
    };

    public ImageRule Find(string image)
    {
        lock (gate)
        {
            Refresh();
            return Find(rules, image) ?? Find(Golden, image) ?? unmapped;
        }
    }

    private static ImageRule? Find(IEnumerable<KeyValuePair<string, ImageRule>> rules, string image)
    {
        ImageRule? byPattern = null;
        foreach (var (pattern, rule) in rules)
        {
            if (string.Equals(pattern, image, StringComparison.Ordinal))
            {
                return rule;
            }

            byPattern ??= GlobPattern.Matches(pattern, image) ? rule : null;
        }

        return byPattern;
    }

    private void Refresh()
    {
        if (path is null || !File.Exists(path))
        {
            return;
        }

        var written = File.GetLastWriteTimeUtc(path);
        if (written == stamp)
        {
            return;
        }

        try
        {
            var map = JsonNode.Parse(File.ReadAllText(path), documentOptions: Lenient)?.AsObject() ?? [];
            rules = [.. map.Select(entry => KeyValuePair.Create(entry.Key, ImageRuleReader.Read(entry.Value)))];
            stamp = written;
        }
        catch (Exception half) when (half is JsonException or IOException)
        {
            // Being written: the rules known so far hold until the next look.
        }
    }
}
