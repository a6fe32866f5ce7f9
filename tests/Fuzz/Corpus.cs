using System.Text.Json.Nodes;

namespace CanaryMesh.Fuzz;

/// <summary>What inputs begin with: the goldens' pods and a file for each other kind.</summary>
internal static class Corpus
{
    public static readonly IReadOnlyList<JsonObject> Pods =
        [.. typeof(Corpus).Assembly.GetManifestResourceNames().Where(name => name.EndsWith(".pod.json", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(Json)];

    public static readonly JsonObject Deployment = Json("deployment.json");

    public static readonly JsonObject Service = Json("service.json");

    public static readonly string Canaries = Text("canaries.yaml");

    private static JsonObject Json(string name) => (JsonObject)JsonNode.Parse(Text(name))!;

    private static string Text(string name)
    {
        using var stream = typeof(Corpus).Assembly.GetManifestResourceStream(name) ?? throw new FileNotFoundException(name);
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
