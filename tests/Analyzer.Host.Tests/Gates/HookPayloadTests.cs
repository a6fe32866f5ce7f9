using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Gates;
using CanaryMesh.Analyzer.Rollouts;

namespace CanaryMesh.Analyzer.Host.Tests.Gates;

public sealed class HookPayloadTests
{
    private static readonly RolloutObservation Seen = new()
    {
        ObservedAt = DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_500),
        Key = new("shop", "web"),
        Spec = new() { Target = "web", Interval = TimeSpan.FromSeconds(10), Threshold = 1, Steps = new(10, 50, []) },
        Status = new() { Phase = RolloutPhase.Progressing, Weight = 20, FailedChecks = 1 },
    };

    [Fact]
    public void Payload_HasFlaggersMembersAndOurs() => Same(
        """{"name":"web","namespace":"shop","phase":"Progressing","checksum":"v1:abc","type":"rollout","target":"web","weight":20,"failedChecks":1,"metadata":{"cmd":"hey -z 2m"}}""",
        HookPayload.Of(Seen, Call(new() { ["cmd"] = "hey -z 2m" })));

    [Fact]
    public void Payload_WithoutMetadata_LeavesItOut() => Assert.Null(HookPayload.Of(Seen, Call([]))["metadata"]);

    [Fact]
    public void Payload_OfAnEvent_CannotBeWrittenOverByMetadata() => Same(
        """{"room":"ops","eventMessage":"Advance web.shop canary weight 20","eventType":"Normal","timestamp":"1700000000500"}""",
        HookPayload.OfEvent(Seen, Call(new() { ["eventType"] = "mine", ["room"] = "ops" }), false, "Advance web.shop canary weight 20")["metadata"]!);

    private static HookCall Call(Dictionary<string, string> metadata) => new(
        new(0, "load", HookType.Rollout, new(new Uri("http://gate/"), TimeSpan.FromSeconds(10), 0) { Metadata = metadata }), "v1:abc", default, "Progressing");

    private static void Same(string expected, JsonNode found) => Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), found), found.ToJsonString());
}
