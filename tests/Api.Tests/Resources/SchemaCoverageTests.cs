using System.Text.Json.Nodes;
using CanaryMesh.Api.Tests.Support;

namespace CanaryMesh.Api.Tests.Resources;

public class SchemaCoverageTests
{
    public static TheoryData<string, bool> Kinds => new()
    {
        { "Canary", true }, { "MetricTemplate", true }, { "AlertProvider", true },
        { "Canary", false }, { "MetricTemplate", false }, { "AlertProvider", false },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Record_OfLargestDocument_HasTypedMemberForEveryPath(string kind, bool flagger)
    {
        var read = JsonTexts.Read(kind, Largest(kind, flagger));

        Assert.Empty(UnknownMembers.Of(read, kind));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Record_OfLargestDocument_WritesWhatItRead(string kind, bool flagger)
    {
        var document = Largest(kind, flagger);

        var written = JsonTexts.Write(JsonTexts.Read(kind, document));

        Assert.Empty(Differences(document, written, kind));
    }

    [Fact]
    public void UnknownMembers_OfDocumentWithStrangers_NamesThem()
    {
        var document = Largest("Canary", flagger: true);
        document["spec"]!["analysis"]!["metrics"]![0]!["stranger"] = 1;
        document["spec"]!["service"]!["match"]![0]!["headers"]!["some-key"]!["stranger"] = 1;

        var strangers = UnknownMembers.Of(JsonTexts.Read("Canary", document), "Canary");

        Assert.Equal(["Canary.Spec.Service.Match[].Headers[].stranger", "Canary.Spec.Analysis.Metrics[].stranger"], strangers);
    }

    private static JsonNode Largest(string kind, bool flagger)
    {
        var crd = flagger ? Crd.Flagger(kind) : Crd.Ours(kind);
        var document = SchemaSample.Of(crd.Schema);
        document["metadata"] = new JsonObject { ["name"] = "some" };
        return document;
    }

    // A record may spell 7.0 as 7 and write counters that were absent; it may lose or change nothing.
    private static IEnumerable<string> Differences(JsonNode? expected, JsonNode? actual, string path) => (expected, actual) switch
    {
        (JsonObject left, JsonObject right) => left.SelectMany(each => Differences(each.Value, right[each.Key], $"{path}.{each.Key}")),
        (JsonArray left, JsonArray right) when left.Count == right.Count => left.SelectMany((each, at) => Differences(each, right[at], $"{path}[]")),
        _ => JsonNode.DeepEquals(expected, actual) ? [] : [$"{path}: {expected?.ToJsonString()} became {actual?.ToJsonString()}"],
    };
}
