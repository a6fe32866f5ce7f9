using System.Text.Json;
using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Applying;
using CanaryMesh.Analyzer.Host.Tests.Observing;
using CanaryMesh.Analyzer.Judging;
using CanaryMesh.Analyzer.Observing;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Resources;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Host.Tests.Applying;

public class JudgingStatusTests
{
    private static readonly DateTimeOffset Now = new(2030, 1, 1, 12, 0, 0, 250, TimeSpan.Zero);

    private static readonly RolloutStatus OnTrial = new()
    {
        Phase = RolloutPhase.Progressing,
        Weight = 20,
        Judging = new(Ruling.Hold, new(Math.Log(12.39), Math.Log(100), Math.Log(3.19), Math.Log(20)) { RequestsLeft = 641, RequestRate = 3.333, Limit = new(0.005, 0.0104), At = Now }),
        Traffic = new(17, 0.005, Now),
    };

    [Fact]
    public void Judging_WithTheStep_IsWrittenInTwoDigits()
    {
        var status = Written(Thing.Canary(), OnTrial)["status"]!;

        Assert.Equal(
            """{"ruling":"Hold","evidence":12,"evidenceNeeded":100,"proof":3.1,"proofNeeded":20,"requestsLeft":640,"minutesLeft":3.2,"requestsPerSecond":3.3,"smallestNoticed":2.1,"smallestNoticedPercent":1,"time":"2030-01-01T12:00:00Z"}""",
            status["judging"]!.ToJsonString());
        Assert.Equal("""{"requestsPerSecond":17,"errorPercent":0.5,"time":"2030-01-01T12:00:00Z"}""", status["traffic"]!.ToJsonString());
    }

    [Theory]
    [InlineData(Outlook.Foretold, null)]
    [InlineData(Outlook.NoRequestsYet, "NoRequestsYet")]
    public void Outlook_IsWrittenWhereNobodyKnowsWhatIsLeft(Outlook outlook, string? written) =>
        Assert.Equal(written, (string?)Written(Thing.Canary(), OnTrial with { Judging = new(Ruling.Stay, OnTrial.Judging!.Meter with { RequestsLeft = null, Outlook = outlook }) }).At("status", "judging", "outlook"));

    [Fact]
    public void Judging_ThatMovesAlone_WritesNothing()
    {
        var canary = Written(Thing.Canary(), OnTrial);

        Assert.Null(StatusWriter.Patch(canary, Moved(), 20, Now.AddSeconds(1), null));
    }

    [Fact]
    public void Judging_AtATick_IsWrittenAlongWithoutWhatWentAway()
    {
        var canary = Written(Thing.Canary(), OnTrial);

        var judging = Written(canary, Moved() with { PassedChecks = 1 }).At("status", "judging")!;

        Assert.Equal(
            """{"evidence":1,"evidenceNeeded":100,"noticesNothing":true,"proof":1,"proofNeeded":20,"requestsPerSecond":3.3,"ruling":"Hold","time":"2030-01-01T12:00:30Z"}""",
            new JsonObject(judging.AsObject().OrderBy(each => each.Key, StringComparer.Ordinal).Select(each => KeyValuePair.Create(each.Key, each.Value?.DeepClone()))).ToJsonString());
    }

    [Fact]
    public void Judging_OfATrialThatIsOver_GoesAndTheTrafficStays()
    {
        var status = Written(Written(Thing.Canary(), OnTrial), OnTrial with { Phase = RolloutPhase.Failed, Judging = null })["status"]!.AsObject();

        Assert.False(status.ContainsKey("judging"));
        Assert.Equal(new UsualTraffic(17, 0.005, Now.AddMilliseconds(-250)), StatusReader.Read(Read(status)).Traffic);
    }

    [Fact]
    public void Evidence_ThatIsNearlyEnough_IsNotShownAsEnough() =>
        Assert.Equal(99, Evidence(99.96));

    [Fact]
    public void Evidence_ThatIsMoreThanEnough_IsTheWholeOfIt() => Assert.Equal(100, Evidence(1e9));

    private static double Evidence(double evidence) => JudgingStatus.Write(new JudgingRecord(Ruling.Stay, new(Math.Log(evidence), Math.Log(100), 0, 3)))!.Evidence;

    private static RolloutStatus Moved() => OnTrial with
    {
        Judging = OnTrial.Judging! with { Meter = new(-3, Math.Log(100), -1, Math.Log(20)) { RequestRate = 3.333, Limit = new(0.005, null), At = Now.AddSeconds(30) } },
    };

    private static CanaryMesh.Api.Resources.Canaries.CanaryStatus Read(JsonObject status) =>
        new JsonObject { ["metadata"] = new JsonObject { ["name"] = "web" }, ["status"] = status.DeepClone() }.Deserialize(ResourceJson.Default.Canary)!.Status!;

    // As the API server merges it.
    private static JsonObject Written(JsonObject canary, RolloutStatus status)
    {
        var merged = canary.DeepClone().AsObject();
        Merge(merged, StatusWriter.Patch(canary, status, 20, Now, null)!);
        return merged;
    }

    private static void Merge(JsonObject into, JsonObject patch)
    {
        foreach (var (name, value) in patch)
        {
            if (value is null)
            {
                into.Remove(name);
            }
            else if (value is JsonObject part && into[name] is JsonObject old)
            {
                Merge(old, part);
            }
            else
            {
                into[name] = value.DeepClone();
            }
        }
    }
}
