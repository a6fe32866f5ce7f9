using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Observing;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Reasons;

namespace CanaryMesh.Analyzer.Host.Tests.Observing;

public sealed class CopyObstaclesTests
{
    private const string Unschedulable = """{ "type": "PodScheduled", "status": "False", "reason": "Unschedulable", "message": "0/3 nodes are available: 3 Insufficient cpu.\n preemption: 0/3" }""";
    private const string Running = """[{ "name": "app", "ready": false, "state": { "running": {} } }]""";
    private const string OverQuota = """{ "type": "ReplicaFailure", "status": "True", "reason": "FailedCreate", "message": "pods \"web-canary-1\" is forbidden: exceeded quota: small" }""";

    [Fact]
    public void Of_APodThatNoNodeTakes_IsTheSchedulersSentence() => Assert.Equal(
        new PodFailure(RolloutReason.CopyUnschedulable, "no node takes pod a: 0/3 nodes are available: 3 Insufficient cpu. preemption: 0/3"),
        CopyObstacles.Of([], [Pod(Unschedulable)]));

    [Fact]
    public void Of_SeveralPods_IsTheSameWhateverTheirOrder()
    {
        PodView[] pods = [Thing.View("b", ready: false, statuses: Running), Thing.View("a", ready: false, statuses: Running)];

        Assert.Equal(CopyObstacles.Of([], pods), CopyObstacles.Of([], [.. pods.Reverse()]));
        Assert.Equal("container app of pod a runs and is not ready", CopyObstacles.Of([], pods)?.Message);
    }

    [Fact]
    public void Of_ASetThatMayMakeNoPod_IsTheAnswerThatItGot_BeforeWhatItsOtherPodsWaitFor() => Assert.Equal(
        new PodFailure(RolloutReason.CopyNotAdmitted, "the cluster admits no further pod of the copy: pods \"web-canary-1\" is forbidden: exceeded quota: small"),
        CopyObstacles.Of([Set(2, OverQuota)], [Pod(Unschedulable)]));

    [Fact]
    public void Of_ASetThatWantsNoPods_IsNone() => Assert.Null(CopyObstacles.Of([Set(0, OverQuota)], []));

    [Theory]
    [InlineData("""{ "waiting": { "reason": "CreateContainerConfigError", "message": "configmap \"x\" not found" } }""", "{}", "CreateContainerConfigError: configmap \"x\" not found")]
    [InlineData("""{ "waiting": { "reason": "ErrImagePull", "message": "no such tag" } }""", "{}", "ErrImagePull: no such tag")]
    [InlineData("""{ "running": {} }""", """{ "terminated": { "exitCode": 137, "reason": "OOMKilled" } }""", "ended with exit code 137 (OOMKilled), 1 restarts")]
    [InlineData("""{ "terminated": { "exitCode": 1, "reason": "Error" } }""", "{}", "ended with exit code 1, 1 restarts")]
    [InlineData("""{ "running": {} }""", "{}", "runs and is not ready")]
    public void Of_AContainerThatIsNotReady_SaysWhatItDoes(string state, string last, string words) => Assert.Equal(
        new PodFailure(RolloutReason.WaitingForCopy, $"container app of pod a {words}"), CopyObstacles.Of([], [Waiting(state, last)]));

    [Theory]
    [InlineData("""{ "waiting": { "reason": "ContainerCreating" } }""")]
    [InlineData("""{ "terminated": { "exitCode": 0, "reason": "Completed" } }""")]
    public void Of_APodThatJustStarts_IsNone(string state) => Assert.Null(CopyObstacles.Of([], [Waiting(state, "{}")]));

    [Fact]
    public void Of_ALongSentence_IsCut()
    {
        var pod = Pod($$"""{ "type": "PodScheduled", "status": "False", "message": "{{new string('x', 2000)}}" }""");

        Assert.InRange(CopyObstacles.Of([], [pod])!.Message.Length, 300, 350);
    }

    [Fact]
    public void Of_ReadyPodsOrPodsOnTheirWayOut_IsNone()
    {
        var leaving = Thing.Pod("b", ready: false);
        leaving["status"]!["conditions"]!.AsArray().Add(JsonNode.Parse(Unschedulable));
        leaving["metadata"]!["deletionTimestamp"] = "2030-01-01T00:00:00Z";

        Assert.Null(CopyObstacles.Of([Set(1)], [Thing.View("a"), PodView.Of(leaving)]));
    }

    private static JsonObject Set(int wanted, string? condition = null)
    {
        var set = Thing.Set("web-canary-1", "v2", wanted, 0, 1);
        set["status"]!["conditions"] = new JsonArray(condition is null ? [] : [JsonNode.Parse(condition)]);
        return set;
    }

    private static PodView Pod(string condition)
    {
        var pod = Thing.Pod("a", ready: false);
        pod["status"]!["conditions"]!.AsArray().Add(JsonNode.Parse(condition));
        return PodView.Of(pod);
    }

    private static PodView Waiting(string state, string last) =>
        Thing.View("a", ready: false, statuses: $$"""[{ "name": "app", "ready": false, "restartCount": 1, "state": {{state}}, "lastState": {{last}} }]""");
}
