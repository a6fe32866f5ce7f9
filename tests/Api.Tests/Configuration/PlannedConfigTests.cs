using System.Text.Json.Nodes;
using CanaryMesh.Api.Configuration;
using CanaryMesh.Api.Plans;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Api.Tests.Configuration;

public sealed class PlannedConfigTests
{
    private const string One = "1111111111111111";
    private const string Two = "2222222222222222";

    [Fact]
    public void Hash_OfContent_IsThatOfDataAndBinaryDataAlone()
    {
        var hash = ConfigContent.Hash(Map("""{"data":{"a":"1","b":"2"},"binaryData":{"c":"AA=="}}"""));

        Assert.Equal(16, hash.Length);
        Assert.Equal(hash, ConfigContent.Hash(Map("""{"binaryData":{"c":"AA=="},"data":{"b":"2","a":"1"},"immutable":true,"metadata":{"resourceVersion":"9"}}""")));
        Assert.NotEqual(hash, ConfigContent.Hash(Map("""{"data":{"a":"1","b":"2"},"binaryData":{"c":"AQ=="}}""")));
        Assert.NotEqual(hash, ConfigContent.Hash(Map("""{"data":{"a":"1","b":"2","c":"AA=="}}""")));
        Assert.Equal(ConfigContent.Hash(Map("{}")), ConfigContent.Hash(Map("""{"data":{},"binaryData":null}""")));
    }

    [Theory]
    [InlineData("canary.footanalytics.io/config-tracking", "disabled", true)]
    [InlineData("flagger.app/config-tracking", "disable", true)]
    [InlineData("flagger.app/config-tracking", "enabled", false)]
    [InlineData("config-tracking", "disabled", false)]
    public void IsDisabled_IsSaidUnderOurPrefixAndFlaggers(string key, string value, bool expected) =>
        Assert.Equal(expected, ConfigContent.IsDisabled(new() { ["metadata"] = new JsonObject { ["annotations"] = new JsonObject { [key] = value } } }));

    [Theory]
    [InlineData("canary.footanalytics.io/config-tracking", "pin", true)]
    [InlineData("flagger.app/config-tracking", "pin", true)]
    [InlineData("canary.footanalytics.io/config-tracking", "pinned", false)]
    [InlineData("canary.footanalytics.io/config-tracking", "disabled", false)]
    [InlineData("config-tracking", "pin", false)]
    public void IsPinned_IsSaidInOneWordUnderOurPrefixAndFlaggers(string key, string value, bool expected) =>
        Assert.Equal(expected, ConfigContent.IsPinned(new() { ["metadata"] = new JsonObject { ["annotations"] = new JsonObject { [key] = value } } }));

    [Fact]
    public void IsPinned_OfASecretThatIsDisabledAsWell_IsNot() => Assert.False(ConfigContent.IsPinned(Map(
        """{"metadata":{"annotations":{"canary.footanalytics.io/config-tracking":"pin","flagger.app/config-tracking":"disabled"}}}""")));

    [Fact]
    public void Wanted_OfSecrets_IsOfThePinnedOnesAlone_AndApartFromConfigMapsOfTheSameName()
    {
        var template = Template("same");
        template["spec"]!["volumes"]!.AsArray().Add(Map("""{"secret":{"secretName":"same"}}"""));
        template["spec"]!["volumes"]!.AsArray().Add(Map("""{"secret":{"secretName":"followed"}}"""));
        template["spec"]!["volumes"]!.AsArray().Add(Map("""{"secret":{"secretName":"gone"}}"""));
        var secrets = new Dictionary<string, string> { ["same"] = Two, ["followed"] = "" };

        var wanted = PlannedConfig.Wanted(template, _ => One, new Dictionary<string, string> { ["secret/gone"] = One }, secrets.GetValueOrDefault);

        Assert.Equal([new("configmap/same", One), new("secret/gone", One), new("secret/same", Two)], wanted);
        Assert.Equal(["configmap/same"], PlannedConfig.Wanted(template, _ => One, new Dictionary<string, string>()).Keys);
    }

    [Fact]
    public void Wanted_TakesWhatIsThere_KeepsWhatWasRemoved_AndKnowsTheOptionalOneThatIsMissing()
    {
        var present = new Dictionary<string, string> { ["there"] = One, ["off"] = "", ["unused"] = One };
        var before = new Dictionary<string, string> { ["configmap/gone"] = Two, ["configmap/there"] = Two, ["configmap/old"] = Two };

        var wanted = PlannedConfig.Wanted(Template("there", "off", "gone", "never", "maybe?"), present.GetValueOrDefault, before);

        Assert.Equal([new("configmap/gone", Two), new("configmap/maybe", "absent"), new("configmap/there", One)], wanted);
    }

    [Fact]
    public void With_AnotherContent_IsAnotherVersion_AndNothingElseOfTheTemplateChanges()
    {
        var template = Template("there");
        var planned = (JsonObject)template.DeepClone();
        PlannedTemplate.Apply(planned, new() { V = 1 });

        var one = PlannedConfig.With(planned, new Dictionary<string, string> { ["configmap/there"] = One });
        var two = PlannedConfig.With(planned, new Dictionary<string, string> { ["configmap/there"] = Two });

        Assert.Equal(TemplateHash.Of(template, []), TemplateHash.Of(planned, []));
        Assert.Equal(3, new[] { planned, one, two }.Select(each => TemplateHash.Of(each, [])).Distinct().Count());
        Assert.True(JsonNode.DeepEquals(planned, PlannedConfig.With(two, new Dictionary<string, string>())));
        Assert.True(JsonNode.DeepEquals(template, PlannedConfig.With(template, new Dictionary<string, string> { ["configmap/there"] = One })));
    }

    private static JsonObject Map(string json) => JsonNode.Parse(json)!.AsObject();

    private static JsonObject Template(params string[] names) => new()
    {
        ["metadata"] = new JsonObject { ["labels"] = new JsonObject { ["app"] = "web" } },
        ["spec"] = new JsonObject
        {
            ["containers"] = new JsonArray(new JsonObject { ["name"] = "app" }),
            ["volumes"] = new JsonArray([.. names.Select(name => (JsonNode)new JsonObject
            {
                ["configMap"] = new JsonObject { ["name"] = name.TrimEnd('?'), ["optional"] = name.EndsWith('?') },
            })]),
        },
    };
}
