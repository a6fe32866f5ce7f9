using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CanaryMesh.Api.Tests.Support;

namespace CanaryMesh.Api.Tests.Crds;

/// <summary>The YAML of the document that users of the platform already have.</summary>
public partial class SeedTests
{
    private const string Document = "seeds/canary-deployments-with-flagger.md";

    [Fact]
    public void Resources_OfTheDocument_Validate()
    {
        var resources = Blocks().OfType<JsonObject>().Where(each => (string?)each["apiVersion"] is "flagger.app/v1beta1").ToList();

        Assert.Equal(["Canary", "Canary", "MetricTemplate", "AlertProvider"], resources.Select(each => (string)each["kind"]!));
        Assert.Empty(resources.SelectMany(each => Faults((string)each["kind"]!, Completed(each))));
    }

    [Fact]
    public void ApiGatewayExcerpt_AsShown_LacksOnlyItsAnalysis()
    {
        var excerpt = Blocks().OfType<JsonObject>().First(each => (string?)each["kind"] is "Canary");

        Assert.Equal([".spec.analysis: missing"], Faults("Canary", excerpt));
    }

    [Theory]
    [InlineData("metrics", 4)]
    [InlineData("webhooks", 3)]
    public void ListsOfTheDocument_InsideAnAnalysis_Validate(string name, int count)
    {
        var lists = Blocks().OfType<JsonObject>().Where(each => each.ContainsKey(name)).ToList();

        Assert.Equal(count, lists.Count);
        Assert.Empty(lists.SelectMany(each => Faults("Canary", WithAnalysis(Merged(Analysis(), each)))));
    }

    [Fact]
    public void AnalysesOfTheDocument_InsideACanary_Validate()
    {
        var analyses = Blocks().OfType<JsonObject>().Where(each => each.ContainsKey("analysis")).ToList();

        Assert.Equal(2, analyses.Count);
        Assert.Empty(analyses.SelectMany(each => Faults("Canary", WithAnalysis(each["analysis"]!.DeepClone().AsObject()))));
    }

    private static List<JsonNode> Blocks() =>
        [.. YamlBlock().Matches(File.ReadAllText(Repository.Shared(Document))).SelectMany(match => Yaml.Documents(match.Groups[1].Value))];

    private static JsonObject Completed(JsonObject resource)
    {
        if ((string?)resource["kind"] is "Canary" && resource["spec"]!["analysis"] is null)
        {
            resource["spec"]!["analysis"] = Analysis();
        }
        return resource;
    }

    private static JsonObject Analysis() => new() { ["interval"] = "1m", ["threshold"] = 5, ["stepWeight"] = 10 };

    private static JsonObject WithAnalysis(JsonObject analysis) => new()
    {
        ["spec"] = new JsonObject
        {
            ["targetRef"] = new JsonObject { ["apiVersion"] = "apps/v1", ["kind"] = "Deployment", ["name"] = "some" },
            ["analysis"] = analysis,
        },
    };

    private static JsonObject Merged(JsonObject left, JsonObject right) =>
        new([.. left.Concat(right).Select(each => KeyValuePair.Create(each.Key, each.Value?.DeepClone()))]);

    // metadata is the API server's own; the schema says only that it is an object.
    private static IReadOnlyList<string> Faults(string kind, JsonNode document) => SchemaValidator.Faults(Crd.Ours(kind).Schema, document, strict: true);

    [GeneratedRegex("^`{3,4}yaml\n(.*?)^`{3,4}$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex YamlBlock();
}
