using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Observing;
using CanaryMesh.Api.Reasons;

namespace CanaryMesh.Analyzer.Host.Tests.Observing;

public class SplitSafetyTests
{
    [Fact]
    public void WhyNot_OfAnOrdinaryTarget_IsNull() => Assert.Null(SplitSafety.WhyNot(Thing.Deployment(), _ => null));

    [Fact]
    public void WhyNot_OfRecreate_SaysSo() =>
        Assert.Equal(NotHeldReasons.Recreate, Of(deployment => deployment["spec"]!["strategy"] = new JsonObject { ["type"] = "Recreate" }));

    [Fact]
    public void WhyNot_WithoutHistory_SaysSo() => Assert.Equal(NotHeldReasons.NoHistory, Of(deployment => deployment["spec"]!["revisionHistoryLimit"] = 0));

    [Theory]
    [InlineData(4, "4", "1", true)]
    [InlineData(4, "3", "1", false)]
    [InlineData(4, "\"100%\"", "1", true)]
    [InlineData(4, "\"99%\"", "1", false)]
    [InlineData(1, "1", "1", true)]
    [InlineData(1, "\"25%\"", "\"25%\"", false)]
    [InlineData(1, "\"25%\"", "0", true)]
    [InlineData(2, "\"25%\"", "0", false)]
    [InlineData(0, "1", "1", false)]
    public void WhyNot_OfMaxUnavailable_IsAsTheControllerRounds(int replicas, string unavailable, string surge, bool unsafeToSplit)
    {
        var reason = Of(deployment =>
        {
            deployment["spec"]!["replicas"] = replicas;
            deployment["spec"]!["strategy"]!["rollingUpdate"] = new JsonObject { ["maxUnavailable"] = JsonNode.Parse(unavailable), ["maxSurge"] = JsonNode.Parse(surge) };
        });

        Assert.Equal(unsafeToSplit ? NotHeldReasons.MaxUnavailable : null, reason);
    }

    [Theory]
    [InlineData("""["ReadWriteOnce"]""", true)]
    [InlineData("""["ReadWriteOncePod"]""", true)]
    [InlineData("""["ReadWriteOnce", "ReadOnlyMany"]""", false)]
    [InlineData("""["ReadWriteMany"]""", false)]
    [InlineData("[]", false)]
    public void WhyNot_OfAClaim_IsByItsModes(string modes, bool exclusive)
    {
        var deployment = Thing.Deployment(each => each["spec"]!["template"]!["spec"]!["volumes"] = JsonNode.Parse("""[{ "name": "d", "persistentVolumeClaim": { "claimName": "data" } }]"""));

        var reason = SplitSafety.WhyNot(deployment, name => name == "data" ? Thing.Json($$$"""{ "spec": { "accessModes": {{{modes}}} } }""") : null);

        Assert.Equal(exclusive ? NotHeldReasons.ReadWriteOnce : null, reason);
    }

    private static Reason? Of(Action<JsonObject> change) => SplitSafety.WhyNot(Thing.Deployment(change), _ => null);
}
