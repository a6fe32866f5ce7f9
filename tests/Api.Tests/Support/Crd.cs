using System.Text.Json.Nodes;

namespace CanaryMesh.Api.Tests.Support;

internal sealed record Crd(JsonObject Document)
{
    public string Kind => (string)Document["spec"]!["names"]!["kind"]!;

    public JsonObject Version => Document["spec"]!["versions"]![0]!.AsObject();

    public JsonObject Schema => Version["schema"]!["openAPIV3Schema"]!.AsObject();

    private static readonly Lazy<IReadOnlyList<JsonNode>> FlaggersFile = new(() => Yaml.Documents(File.ReadAllText(Repository.FlaggerCrdFile)));

    private static readonly Lazy<IReadOnlyList<JsonNode>> OurFolder = new(() =>
        [.. Directory.GetFiles(Repository.CrdFolder, "*.yaml").SelectMany(file => Yaml.Documents(File.ReadAllText(file)))]);

    public static Crd Flagger(string kind) => Named(FlaggersFile.Value, kind);

    public static Crd Ours(string kind) => Named(OurFolder.Value, kind);

    private static Crd Named(IEnumerable<JsonNode> documents, string kind) => documents.OfType<JsonObject>()
        .Where(document => (string?)document["kind"] is "CustomResourceDefinition")
        .Select(document => new Crd(document))
        .Single(crd => crd.Kind == kind);
}
