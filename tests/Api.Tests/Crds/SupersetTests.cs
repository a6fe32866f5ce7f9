using System.Text.Json.Nodes;
using CanaryMesh.Api.Tests.Support;
using FsCheck.Xunit;

namespace CanaryMesh.Api.Tests.Crds;

public class SupersetTests
{
    public static TheoryData<string> Kinds => ["Canary", "MetricTemplate", "AlertProvider"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Schema_OfEveryPathOfFlaggers_IsNoStricter(string kind)
    {
        var ours = SchemaWalk.Nodes(Crd.Ours(kind).Schema).ToDictionary();

        var faults = SchemaWalk.Nodes(Crd.Flagger(kind).Schema)
            .SelectMany(theirs => ours.TryGetValue(theirs.Key, out var own) ? Stricter(theirs.Value, own, theirs.Key) : [$"{theirs.Key}: absent"]);

        Assert.Empty(faults);
    }

    [Property(MaxTest = 300)]
    public void Schema_OfAnyCanaryThatFlaggerAccepts_AcceptsIt(int seed) => AssertAccepts("Canary", seed);

    [Property(MaxTest = 100)]
    public void Schema_OfAnyMetricTemplateThatFlaggerAccepts_AcceptsIt(int seed) => AssertAccepts("MetricTemplate", seed);

    [Property(MaxTest = 100)]
    public void Schema_OfAnyAlertProviderThatFlaggerAccepts_AcceptsIt(int seed) => AssertAccepts("AlertProvider", seed);

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Definition_BesideFlaggers_IsServedAlike(string kind)
    {
        var (theirs, ours) = (Crd.Flagger(kind), Crd.Ours(kind));

        JsonTexts.AssertSame(theirs.Document["metadata"]!["name"]!, ours.Document["metadata"]!["name"]!);
        JsonTexts.AssertSame(theirs.Document["spec"]!["names"]!, ours.Document["spec"]!["names"]!);
        JsonTexts.AssertSame(theirs.Document["spec"]!["scope"]!, ours.Document["spec"]!["scope"]!);
        JsonTexts.AssertSame(theirs.Version["name"]!, ours.Version["name"]!);
        JsonTexts.AssertSame(theirs.Version["subresources"]!, ours.Version["subresources"]!);
        JsonTexts.AssertSame(theirs.Version["additionalPrinterColumns"]!, ours.Version["additionalPrinterColumns"]!);
    }

    private static void AssertAccepts(string kind, int seed)
    {
        var document = new SchemaDraw(new Random(seed)).Draw(Crd.Flagger(kind).Schema);

        Assert.Empty(SchemaValidator.Faults(Crd.Ours(kind).Schema, document, strict: true));
    }

    private static IEnumerable<string> Stricter(JsonObject theirs, JsonObject ours, string path)
    {
        string[] same = ["type", "pattern", "default", "x-kubernetes-int-or-string", "maxItems", "minLength", "maxLength", "minimum", "maximum"];
        string[] subsets = ["required"];
        string[] supersets = ["enum"];
        return [
            .. same.Where(word => !JsonNode.DeepEquals(theirs[word], ours[word])).Select(word => $"{path}: {word} differs"),
            .. subsets.Where(word => !Words(ours, word).IsSubsetOf(Demanded(theirs))).Select(word => $"{path}: {word} has more"),
            .. supersets.Where(word => ours[word] is not null && !Words(ours, word).IsSupersetOf(Words(theirs, word))).Select(word => $"{path}: {word} has less"),
        ];
    }

    // What is required in every alternative is required.
    private static HashSet<string> Demanded(JsonObject schema)
    {
        var alternatives = (schema["oneOf"]?.AsArray() ?? []).Select(branch => Words(branch!.AsObject(), "required")).ToList();
        var inAll = alternatives.Count is 0 ? [] : alternatives.Aggregate((left, right) => [.. left.Intersect(right)]);
        return [.. Words(schema, "required"), .. inAll];
    }

    private static HashSet<string> Words(JsonObject schema, string word) => [.. (schema[word]?.AsArray() ?? []).Select(each => (string)each!)];
}
