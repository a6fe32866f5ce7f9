using System.Text.Json;
using System.Text.Json.Nodes;
using CanaryMesh.Api.Resources;
using CanaryMesh.Api.Resources.Canaries;
using CanaryMesh.Api.Tests.Support;
using FsCheck.Xunit;

namespace CanaryMesh.Api.Tests.Resources;

public class RoundTripTests
{
    [Property(MaxTest = 200)]
    public void Canary_WithUnknownMembersAnywhere_WritesWhatItRead(int seed)
    {
        var document = SchemaSample.Of(Crd.Flagger("Canary").Schema);
        document["metadata"] = new JsonObject { ["name"] = "some", ["managedFields"] = new JsonArray(new JsonObject { ["manager"] = "kubectl" }) };
        Sow(document, new Random(seed), 0);

        var once = JsonTexts.Write(JsonTexts.Read("Canary", document));
        var twice = JsonTexts.Write(JsonTexts.Read("Canary", once));

        Assert.Equal(Strangers(document), Strangers(once));
        JsonTexts.AssertSame(once, twice);
    }

    [Fact]
    public void Canary_WithoutOptionalParts_WritesNoNull()
    {
        var canary = new Canary { Metadata = new() { Name = "some" }, Spec = CanaryDefaults.SpecFor("some"), Status = new() };

        Assert.DoesNotContain("null", JsonSerializer.Serialize(canary, ResourceJson.Default.Canary), StringComparison.Ordinal);
    }

    [Fact]
    public void Canary_WithoutKind_HasItsDefaults()
    {
        var canary = JsonSerializer.Deserialize("""{"metadata":{"name":"some"}}""", ResourceJson.Default.Canary)!;

        Assert.Equal(("flagger.app/v1beta1", "Canary", null), (canary.ApiVersion, canary.Kind, canary.Spec));
    }

    [Theory]
    [InlineData("2026-07-21T10:00:00Z", "2026-07-21T10:00:00Z")]
    [InlineData("2026-07-21T12:00:00+02:00", "2026-07-21T10:00:00Z")]
    [InlineData("2026-07-21T10:00:00.25Z", "2026-07-21T10:00:00.25Z")]
    public void Time_InAnyZone_IsWrittenAsUtc(string read, string written)
    {
        var status = JsonSerializer.Deserialize($$"""{"lastTransitionTime":"{{read}}"}""", ResourceJson.Default.CanaryStatus)!;

        Assert.Equal(written, (string?)JsonSerializer.SerializeToNode(status, ResourceJson.Default.CanaryStatus)!["lastTransitionTime"]);
    }

    [Fact]
    public void CanaryList_OfAnAnswer_ReadsItemsAndVersion()
    {
        var list = JsonSerializer.Deserialize(
            """{"kind":"CanaryList","metadata":{"resourceVersion":"42"},"items":[{"metadata":{"name":"a"}}]}""", ResourceJson.Default.CanaryList)!;

        Assert.Equal(("42", "a"), (list.Metadata!.ResourceVersion, list.Items.Single().Metadata.Name));
    }

    // Maps hold what their keys say, so a stranger among them would be no stranger.
    private static void Sow(JsonNode? node, Random random, int depth)
    {
        switch (node)
        {
            case JsonObject part when !part.ContainsKey("some-key"):
                foreach (var child in part.Select(each => each.Value).ToList())
                {
                    Sow(child, random, depth + 1);
                }
                if (random.Next(2) is 0)
                {
                    part[$"x-{depth}-{random.Next(1000)}"] = random.Next(3) switch { 0 => 5.5, 1 => new JsonArray(1, "a"), _ => new JsonObject { ["k"] = true } };
                }
                break;
            case JsonArray list:
                foreach (var item in list)
                {
                    Sow(item, random, depth);
                }
                break;
        }
    }

    private static SortedSet<string> Strangers(JsonNode? node, string path = "") => node switch
    {
        JsonObject part => [.. part.SelectMany(each => each.Key.StartsWith("x-", StringComparison.Ordinal)
            ? [$"{path}.{each.Key}={each.Value!.ToJsonString()}"]
            : Strangers(each.Value, $"{path}.{each.Key}").AsEnumerable())],
        JsonArray list => [.. list.SelectMany(item => Strangers(item, path + "[]"))],
        _ => [],
    };
}
