using CanaryMesh.Analyzer.Observing;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Reasons;

namespace CanaryMesh.Analyzer.Host.Tests.Observing;

public class PodFailuresTests
{
    [Fact]
    public void Of_ACrashLoop_NamesExitCodeAndRestarts() => Assert.Equal(
        new PodFailure(RolloutReason.CopyCrashed, "container app of pod a crashes: exit code 3 after 4 restarts"),
        Of("""{ "name": "app", "restartCount": 4, "state": { "waiting": { "reason": "CrashLoopBackOff" } }, "lastState": { "terminated": { "exitCode": 3, "reason": "Error" } } }"""));

    [Fact]
    public void Of_AContainerOutOfMemory_SaysSo() => Assert.Equal(
        "container app of pod a crashes: exit code 137 (OOMKilled) after 2 restarts",
        Of("""{ "name": "app", "restartCount": 2, "state": { "waiting": { "reason": "CrashLoopBackOff" } }, "lastState": { "terminated": { "exitCode": 137, "reason": "OOMKilled" } } }""")?.Message);

    [Theory]
    [InlineData("ImagePullBackOff")]
    [InlineData("InvalidImageName")]
    [InlineData("ErrImageNeverPull")]
    public void Of_ABadImage_IsAPullFailure(string reason) => Assert.Equal(
        new PodFailure(RolloutReason.ImagePullFailed, $"container app of pod a: {reason}: not found"),
        Of($$$"""{ "name": "app", "state": { "waiting": { "reason": "{{{reason}}}", "message": "not found" } } }"""));

    [Fact]
    public void Of_ABadImageWithoutAMessage_NamesTheImage() =>
        Assert.EndsWith("shop/web:9", Of("""{ "name": "app", "image": "shop/web:9", "state": { "waiting": { "reason": "ImagePullBackOff" } } }""")!.Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("""{ "name": "app", "state": { "waiting": { "reason": "ContainerCreating" } } }""")]
    [InlineData("""{ "name": "app", "state": { "waiting": { "reason": "ErrImagePull" } } }""")]
    [InlineData("""{ "name": "app", "restartCount": 1, "state": { "running": {} }, "lastState": { "terminated": { "exitCode": 1 } } }""")]
    [InlineData("""{ "name": "app", "state": { "terminated": { "exitCode": 1, "reason": "Error" } } }""")]
    public void Of_WhatMayPass_IsNoFailure(string status) => Assert.Null(Of(status));

    [Fact]
    public void Of_APodOnItsWayOut_IsNoFailure()
    {
        var pod = Thing.Pod("a", statuses: """[{ "name": "app", "state": { "waiting": { "reason": "CrashLoopBackOff" } } }]""");
        pod["metadata"]!["deletionTimestamp"] = "2030-01-01T00:00:00Z";

        Assert.Null(PodFailures.Of([PodView.Of(pod)]));
    }

    [Theory]
    [InlineData("containerStatuses")]
    [InlineData("initContainerStatuses")]
    public void Of_ACrashOfOurProxy_IsNotTheVersions(string statuses)
    {
        var pod = Thing.Pod("a");
        pod["status"]![statuses] = System.Text.Json.Nodes.JsonNode.Parse(
            """[{ "name": "canarymesh-proxy", "restartCount": 4, "state": { "waiting": { "reason": "CrashLoopBackOff" } }, "lastState": { "terminated": { "exitCode": 3 } } }]""");

        Assert.Null(PodFailures.Of([PodView.Of(pod)]));
        Assert.Equal(RolloutReason.ProxyFailed, PodFailures.OfProxies([PodView.Of(pod)])?.Reason);
        Assert.Contains("a fault of ours, not of the version: container canarymesh-proxy of pod a crashes", PodFailures.OfProxies([PodView.Of(pod)])!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void OfProxies_OfACrashOfTheApp_IsNone() =>
        Assert.Null(PodFailures.OfProxies([Thing.View("a", statuses: """[{ "name": "app", "state": { "waiting": { "reason": "CrashLoopBackOff" } } }]""")]));

    private static PodFailure? Of(string status) => PodFailures.Of([Thing.View("b"), Thing.View("a", statuses: $"[{status}]")]);
}
