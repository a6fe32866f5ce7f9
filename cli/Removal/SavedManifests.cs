using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Templates;
using CanaryMesh.Cli.Objects;

namespace CanaryMesh.Cli.Removal;

/// <summary>What brings everything back: the Canaries that teams wrote, to be applied, and the annotations, as commands. The text is YAML.</summary>
internal static partial class SavedManifests
{
    private const string LastApplied = "kubectl.kubernetes.io/last-applied-configuration";
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n" };

    internal static string Of(IEnumerable<JsonObject> canaries, IEnumerable<RemovalStep> wishes)
    {
        var text = new StringBuilder();
        foreach (var wish in wishes.Where(each => each.Patch is not null))
        {
            var scope = wish.Object.Namespace is { } ns ? $"-n {ns} " : "";
            text.Append($"# kubectl {scope}annotate {wish.Object.Kind.Word} {wish.Object.Name} {AnnotationNames.Enabled}=true\n");
        }
        foreach (var canary in canaries)
        {
            // JSON is YAML, and needs no second way to quote.
            text.Append("---\n").Append(Clean(canary).ToJsonString(Indented)).Append('\n');
        }
        return text.ToString();
    }

    /// <summary>Those that would go and that no annotation makes anew.</summary>
    internal static IEnumerable<JsonObject> Of(RemovalFacts facts) => facts.Canaries.Where(each => Care.HasFinalizer(each) && !Care.IsInferred(each));

    /// <summary>The same text without the query strings of addresses.</summary>
    internal static string WithoutQueries(string text) => Query().Replace(text, "");

    [GeneratedRegex("""(?<=://[^"\s?]*)\?[^"\s]*""", RegexOptions.CultureInvariant)]
    private static partial Regex Query();

    private static JsonObject Clean(JsonObject canary)
    {
        var metadata = new JsonObject { ["name"] = canary.Text("metadata", "name"), ["namespace"] = canary.Text("metadata", "namespace") };
        foreach (var member in new[] { "labels", "annotations" })
        {
            var kept = (canary.At("metadata", member) as JsonObject ?? [])
                .Where(pair => pair.Key != LastApplied && !pair.Key.StartsWith(AnnotationNames.Command, StringComparison.Ordinal))
                .Select(pair => KeyValuePair.Create(pair.Key, pair.Value?.DeepClone()))
                .ToList();
            if (kept.Count > 0)
            {
                metadata[member] = new JsonObject(kept);
            }
        }
        return new()
        {
            ["apiVersion"] = $"{ObjectKind.Canaries.Group}/{ObjectKind.Canaries.Version}",
            ["kind"] = "Canary",
            ["metadata"] = metadata,
            ["spec"] = canary["spec"]?.DeepClone(),
        };
    }
}
