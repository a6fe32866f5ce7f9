using System.Text.Json;
using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Kubernetes;
using CanaryMesh.Analyzer.Observing;
using CanaryMesh.Analyzer.Routing;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Resources;
using CanaryMesh.Api.Templates;
using CanaryMesh.Api.Values;
using YamlText = CanaryMesh.Cluster.Json.YamlText;

namespace CanaryMesh.Analyzer.Host.Tests.Routing;

/// <summary>A golden file: an intent, the objects that are there, and what is written.</summary>
internal sealed class RouteCase(JsonObject content)
{
    // As it comes over the wire: numbers of one kind only.
    public static RouteCase Load(string name) => new((JsonObject)JsonNode.Parse(YamlText.Parse(File.ReadAllText(Path.Combine(Folder, name)))!.ToJsonString())!);

    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "Routing", "Golden");

    public JsonObject Content => content;

    public RouteIntent Intent => RouteIntent.Of((JsonObject)content["canary"]!.DeepClone()) with
    {
        Weight = content.Number("weight") ?? 0,
        Mirror = content.Number("mirror") ?? 0,
        MatchesOnly = content.Flag("matchesOnly"),
        Cookies = CookiesAt(content.Number("weight") ?? 0),
    };

    /// <summary>The objects that are there, by plural and name.</summary>
    public FindObject Find => (kind, name) => content.Objects("found").FirstOrDefault(each => Is(each, kind, name))?.DeepClone() as JsonObject;

    /// <summary>The same intent at another weight, cookies included.</summary>
    public RouteIntent At(int weight) => Intent with { Weight = weight, Cookies = CookiesAt(weight) };

    /// <summary>Objects that were written, as they are found afterwards.</summary>
    public static FindObject After(RoutePlan plan) => (kind, name) =>
        plan.Objects.FirstOrDefault(each => each.Kind == kind && each.Body.Text("metadata", "name") == name)?.Body.DeepClone() as JsonObject;

    /// <summary>What a reader of the object sees, without what makes it ours.</summary>
    public static JsonObject Shown(JsonObject body)
    {
        var shown = (JsonObject)JsonNode.Parse(body.ToJsonString())!;
        var metadata = shown.Within("metadata");
        metadata.Remove("ownerReferences");
        var annotations = metadata.Within("annotations");
        annotations.Remove(AnnotationNames.Route);
        annotations.Remove(AnnotationNames.RouteOriginal);
        if (annotations.Count == 0)
        {
            metadata.Remove("annotations");
        }

        return shown;
    }

    private static bool Is(JsonObject each, KubeKind kind, string name) =>
        each.Text("metadata", "name") == name && each.Text("kind")!.ToLowerInvariant() + "s" == kind.Plural;

    private RouteCookies? CookiesAt(int weight)
    {
        if (content["cookies"] is not JsonObject cookies)
        {
            return null;
        }

        var analysis = content.At("canary", "spec", "analysis");
        var affinity = analysis!["sessionAffinity"].Deserialize(ResourceJson.Default.SessionAffinity);
        return RouteCookies.Of(StrategyReader.Affinity(affinity, Durations.Parse(analysis.Text("interval"))!.Value)!, cookies.Text("version")!, weight, cookies.Text("previous"));
    }
}
