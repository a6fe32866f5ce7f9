using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Analysis;
using CanaryMesh.Analyzer.Judging;
using CanaryMesh.Analyzer.Kubernetes;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Reasons;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Host.Tests.Judging;

/// <summary>What is kept of a judged version, when, and that no decision waits for it.</summary>
public sealed class TrialRecordsTests
{
    private readonly RecordedTrial _trial = new();

    [Fact]
    public async Task State_IsWrittenWithTheStep_ThenEveryThirtySeconds()
    {
        await _trial.BeginAsync();
        foreach (var _ in Enumerable.Range(0, 60))
        {
            _trial.World.Counted(canary: 3, failed: 0, primary: 27);
            await _trial.TickAsync();
        }

        Assert.Equal(1, _trial.Api.Calls.Count(call => call.StartsWith("create", StringComparison.Ordinal)));
        Assert.Equal(1, _trial.Api.Calls.Count(call => call.StartsWith("patch", StringComparison.Ordinal)));
        _trial.World.Weight = 20;
        await _trial.TickAsync();
        Assert.Equal(20, _trial.State!.StepWeight);
    }

    [Fact]
    public async Task ConfigMap_GoesWithItsCanary_AndIsNobodysConfiguration()
    {
        await _trial.BeginAsync();
        await _trial.TickAsync();

        var map = _trial.Api.Maps[_trial.Name];
        Assert.Equal($"web-judged-{_trial.World.Version}", _trial.Name);
        Assert.Equal(("canarymesh", "web"), (map.Label("app.kubernetes.io/managed-by"), map.Label(AnnotationNames.Judged)));
        Assert.Equal(("Canary", "c1"), (map.Objects("metadata", "ownerReferences").Single().Text("kind"), map.Objects("metadata", "ownerReferences").Single().Text("uid")));
        Assert.Equal("disabled", map.Annotation(AnnotationNames.ConfigTracking));
    }

    [Fact]
    public async Task Rollback_ByComparison_KeepsTheSentenceAndIsReplayed()
    {
        await _trial.BeginAsync();
        _trial.World.Counted(canary: 50, failed: 20, primary: 450);

        var sentence = await _trial.RollBackAsync();

        var record = _trial.Record!;
        Assert.Equal(sentence, record.Sentence);
        Assert.Equal((Ruling.RollBack, RulingReason.Comparison), (record.Decision.Ruling, record.Decision.Reason));
        Assert.Equal(new(Ruling.RollBack, nameof(RolloutReason.WorseThanPrimary)), record.Outcome);
        Assert.Equal((20, 50, 0, 450), (record.Findings[0].Canary.Events, record.Findings[0].Canary.Requests, record.Findings[0].Primary.Events, record.Findings[0].Primary.Requests));
        Assert.Equal(("shop/web", Observing.Thing.HashOf("v2")), (record.Rollout, record.Version));
        Assert.True(Replay.Of(record).IsSame);
        Assert.Null(_trial.Api.Content(_trial.Name, JudgedNames.State));
    }

    [Theory]
    [InlineData(JudgeMode.Off)]
    [InlineData(JudgeMode.Advisory)]
    [InlineData(JudgeMode.Strict)]
    public async Task Rollback_ByChecks_IsReplayedFromWhatTheChecksSaid(JudgeMode mode)
    {
        var trial = new RecordedTrial(mode);
        trial.World.Change = status => status with { FailedChecks = 2 };
        await trial.BeginAsync();
        trial.World.Counted(canary: 40, failed: 1, primary: 360);
        await trial.TickAsync();
        trial.World.Pass(TimeSpan.FromMinutes(1));
        var check = new CheckRecord("request-success-rate", Verdict.Failed, 90, "sum(rate(requests[1m]))") { Min = 99 };
        const string Said = "request-success-rate 90 % is below 99 %";
        await trial.TickAsync(status => RecordedTrial.Failed(status, RolloutReason.ChecksFailed, Said) with { Checks = [check] }, new(Verdict.Failed, [new("request-success-rate", Verdict.Failed, Said)]));

        var record = trial.Record!;
        Assert.Equal(Said, record.Sentence);
        Assert.Equal(check, Assert.Single(record.Checks));
        Assert.Equal((40, 360), (record.Findings[0].Canary.Requests, record.Findings[0].Primary.Requests));
        Assert.Equal((Ruling.RollBack, RulingReason.ChecksFailed), (record.Decision.Ruling, record.Decision.Reason));
        Assert.True(Replay.Of(record).IsSame);
    }

    [Fact]
    public async Task Rollback_WhereARouteSplits_IsOnRecordWithItsChecks()
    {
        _trial.World.IsByRoute = true;
        await _trial.BeginAsync();
        await _trial.TickAsync(status => RecordedTrial.Failed(status, RolloutReason.Aborted, "a person aborted it"));

        Assert.Equal("a person aborted it", _trial.Record!.Sentence);
        Assert.Equal(nameof(RolloutReason.Aborted), _trial.Record.Outcome!.Reason);
        Assert.True(Replay.Of(_trial.Record).IsSame);
    }

    [Fact]
    public async Task Step_IsOnRecordWithItsGround_AndTheTrialGoesOn()
    {
        await _trial.BeginAsync();
        _trial.World.Counted(canary: 40, failed: 0, primary: 360);
        await _trial.TickAsync();
        _trial.World.Pass(TimeSpan.FromMinutes(1));
        await _trial.TickAsync(status => status with { Weight = 20, Message = "Advance web.shop canary weight 20" });

        Assert.StartsWith("Not shown safe at 10 %, only not shown bad: 0 of 40 requests failed", _trial.Record!.Sentence, StringComparison.Ordinal);
        Assert.NotNull(_trial.State);
    }

    [Fact]
    public async Task DecisionThatWasNotApplied_IsKeptOnceItStands()
    {
        await _trial.BeginAsync();
        await _trial.TickAsync(status => RecordedTrial.Failed(status, RolloutReason.Aborted, "first"), isApplied: false);
        await _trial.TickAsync();
        Assert.Null(_trial.Record);

        await _trial.TickAsync(status => RecordedTrial.Failed(status, RolloutReason.Aborted, "second"), isApplied: false);
        _trial.World.Change = status => RecordedTrial.Failed(status, RolloutReason.Aborted, "second");
        await _trial.TickAsync();
        Assert.Equal("second", _trial.Record!.Sentence);
    }

    [Fact]
    public async Task RefusedWrite_IsLogged_AndTriedAgainAtTheNextTick()
    {
        await _trial.BeginAsync();
        await _trial.TickAsync();
        _trial.Api.Answer = call => call.StartsWith("patch", StringComparison.Ordinal) || call.StartsWith("get", StringComparison.Ordinal) ? new(500, null, "InternalError", "etcd is away") : null;
        await _trial.TickAsync(status => RecordedTrial.Failed(status, RolloutReason.Aborted, "aborted"));
        Assert.Null(_trial.Record);
        Assert.True(_trial.IsBehind);
        Assert.Contains("etcd is away", Assert.Single(_trial.Log.Lines), StringComparison.Ordinal);

        _trial.Api.Answer = _ => null;
        _trial.World.Change = status => RecordedTrial.Failed(status, RolloutReason.Aborted, "aborted");
        await _trial.TickAsync();
        Assert.NotNull(_trial.Record);
        Assert.False(_trial.IsBehind);
    }

    [Theory]
    [InlineData(typeof(HttpRequestException), true)]
    [InlineData(typeof(IOException), true)]
    [InlineData(typeof(InvalidOperationException), true)]
    [InlineData(typeof(NotSupportedException), false)]
    public async Task WriteThatBreaks_IsTriedAgainAtTheNextTick(Type fault, bool isExpected)
    {
        await _trial.BeginAsync();
        await _trial.TickAsync();
        _trial.Api.Answer = _ => throw (Exception)Activator.CreateInstance(fault)!;
        var broken = await Xunit.Record.ExceptionAsync(() => _trial.TickAsync(status => RecordedTrial.Failed(status, RolloutReason.Aborted, "aborted")));
        Assert.Equal((isExpected, isExpected ? 1 : 0, true), (broken is null, _trial.Log.Lines.Count, _trial.IsBehind));

        _trial.Api.Answer = _ => null;
        _trial.World.Change = status => RecordedTrial.Failed(status, RolloutReason.Aborted, "aborted");
        await _trial.TickAsync();
        Assert.Equal((true, false), (_trial.Record is not null, _trial.IsBehind));
    }

    [Fact]
    public async Task ObjectOfSomebodyElse_IsLeftAlone()
    {
        _trial.Api.Maps[_trial.Name] = new() { ["metadata"] = new JsonObject { ["name"] = _trial.Name }, ["data"] = new JsonObject { ["mine"] = "yes" } };
        await _trial.BeginAsync();
        _trial.World.Counted(canary: 50, failed: 20, primary: 450);
        await _trial.RollBackAsync();

        Assert.Equal("yes", _trial.Api.Content(_trial.Name, "mine"));
        Assert.DoesNotContain(_trial.Api.Calls, call => !call.StartsWith("get", StringComparison.Ordinal));
        Assert.Contains("is not ours", Assert.Single(_trial.Log.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task NewestFiveOfACanary_Stay()
    {
        foreach (var number in Enumerable.Range(1, 7))
        {
            var map = JudgedMap.Build(new(new("shop", $"web-judged-{number}"), number == 1 ? "api" : "web", [], $"2029-01-0{number}T00:00:00Z"), new(null, "old"));
            _trial.Api.Maps[$"web-judged-{number}"] = map;
        }

        await _trial.BeginAsync();
        await _trial.TickAsync();

        Assert.Equal(
            new[] { 1, 4, 5, 6, 7 }.Select(number => $"web-judged-{number}").Append(_trial.Name).Order(StringComparer.Ordinal), _trial.Api.Maps.Keys.Order(StringComparer.Ordinal));
    }
}
