using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Host.Tests.Observing;
using CanaryMesh.Analyzer.Judging;
using CanaryMesh.Analyzer.Kubernetes;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Reasons;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Host.Tests.Reconciling;

/// <summary>One sentence of a decision, wherever it is said; and it is kept after it is carried out.</summary>
public sealed class RecordedDecisionTests : TickedWorld
{
    private readonly TaskCompletionSource _kept = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Fact]
    public async Task Rollback_SaysOneSentence_InStatusAndConditionAndRecord()
    {
        Aborted();

        await TickAsync();
        await _kept.Task.WaitAsync(TimeSpan.FromSeconds(30));

        var record = DecisionRecord.Parse(Api.Made.Single(made => made.Text("kind") == "ConfigMap").Text("data", JudgedNames.Record))!;
        var status = Api.Patches.First(patch => patch["status"]?["phase"] is not null)["status"]!;
        var mark = Api.Patches.SelectMany(patch => patch.Objects("status", "conditions")).Single(condition => condition.Text("type") == "Progressing");
        Assert.Equal((Ruling.RollBack, nameof(RolloutReason.Aborted)), (record.Outcome!.Ruling, record.Outcome.Reason));
        Assert.Contains("aborted version", record.Sentence, StringComparison.Ordinal);
        Assert.Equal(record.Sentence, status.Text("message"));
        Assert.Equal(record.Sentence, mark.Text("message"));
        Assert.Equal(record.Sentence, status.Objects("conditions").Single(condition => condition.Text("type") == "Promoted").Text("message"));
    }

    [Fact]
    public async Task Rollback_IsKept_AfterEverythingElseIsDone()
    {
        Aborted();

        await TickAsync();
        await _kept.Task.WaitAsync(TimeSpan.FromSeconds(30));

        var calls = Api.Calls.ToList();
        Assert.True(calls.FindIndex(call => call.StartsWith("create configmaps/web-judged", StringComparison.Ordinal)) > calls.FindLastIndex(call => call.StartsWith("patch canaries/web/status", StringComparison.Ordinal)), string.Join('\n', calls));
    }

    [Fact]
    public async Task RecordThatCannotBeWritten_FailsNoTick()
    {
        Aborted();
        Api.Answer = call => call.Contains("configmaps", StringComparison.Ordinal) ? KubeResult.NoAnswer("away") : null;

        await TickAsync();

        Assert.Contains("patch canaries/web/status", Api.Calls);
        Assert.Contains("patch deployments/web/status", Api.Calls);
    }

    private void Aborted()
    {
        Api.Answer = call =>
        {
            if (call.StartsWith("create configmaps", StringComparison.Ordinal))
            {
                _kept.TrySetResult();
            }

            return call.StartsWith("get configmaps", StringComparison.Ordinal) ? new KubeResult(404, null, "NotFound", "") : null;
        };
        Canary = Thing.Canary(
            $$"""{ "phase": "Progressing", "canaryWeight": 20, "failedChecks": 0, "iterations": 0, "trialStartTime": "2030-01-01T11:59:00Z", "trialSpec": "{{Thing.HashOf("v2")}}", "promotedSpecs": ["{{Thing.HashOf("v1")}}"] }""");
        Canary["metadata"]!["annotations"] = new JsonObject { [AnnotationNames.Command] = "abort:1" };
        Deployment["spec"]!["template"] = Thing.Template("v2");
        Deployment["spec"]!["paused"] = true;
        Deployment.Annotate(AnnotationNames.Held, Thing.HashOf("v2"));
    }
}
