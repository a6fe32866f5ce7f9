using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Judging;
using CanaryMesh.Analyzer.Kubernetes;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Host.Tests.Judging;

/// <summary>A leader that finds a trial running goes on with it, and counts nothing twice.</summary>
public sealed class TakenUpTests
{
    private readonly RecordedTrial _trial = new();

    [Fact]
    public async Task NewLeader_GoesOnFromWhatIsKept_AndCountsWhatIsDrawnUnderItsOwnPolicies()
    {
        await _trial.BeginAsync();
        _trial.World.Counted(canary: 30, failed: 3, primary: 270);
        await _trial.TickAsync();
        _trial.NextLeader();
        _trial.World.Report();
        await _trial.TickAsync();
        _trial.World.Counted(canary: 30, failed: 3, primary: 270);

        Assert.Contains("6 of 60 requests", (await _trial.TickAsync())!.Sentence, StringComparison.Ordinal);
        Assert.Empty(_trial.Log.Lines);
    }

    [Fact]
    public async Task WhatCameAfterTheLastState_IsLostAndNotCountedTwice()
    {
        await _trial.BeginAsync();
        _trial.World.Counted(canary: 30, failed: 1, primary: 270);
        await _trial.TickAsync();
        _trial.World.Counted(canary: 100, failed: 50, primary: 900);
        await _trial.TickAsync();
        _trial.NextLeader();
        _trial.World.Report();

        Assert.Equal(Ruling.Stay, (await _trial.TickAsync())!.Ruling);
        Assert.Equal(30, _trial.Judged!.Kept!.Run.Strata.Single().Errors.CanaryRequests);
    }

    [Fact]
    public Task LeadersThatComeAndGo_NeverCountMoreThanThereWas() => Task.WhenAll(Enumerable.Range(1, 6).Select(async seed =>
    {
        var (random, trial) = (new Random(seed), new RecordedTrial());
        await trial.BeginAsync();
        var (canary, failed, primary) = (0L, 0L, 0L);
        foreach (var tick in Enumerable.Range(0, 150))
        {
            var (more, worse) = (random.Next(12), random.Next(2));
            trial.World.Counted(more + worse, worse, 10 * more);
            (canary, failed, primary) = (canary + more + worse, failed + worse, primary + (10 * more));
            trial.World.Pass(TimeSpan.FromSeconds(random.Next(12)));
            switch (random.Next(12))
            {
                case 0: trial.NextLeader(); break;
                case 1: trial.World.Report(); break;
                case 2: trial.World.Weight = trial.World.Weight == 10 ? 20 : 10; break;
                default: break;
            }

            await trial.TickAsync();
            var counted = (trial.Judged?.Kept?.Run.Strata ?? []).Select(each => each.Errors).ToList();
            Assert.True(counted.Sum(each => each.CanaryRequests) <= canary, $"seed {seed}, tick {tick}");
            Assert.True(counted.Sum(each => each.CanaryEvents) <= failed, $"seed {seed}, tick {tick}");
            Assert.True(counted.Sum(each => each.PrimaryRequests) <= primary, $"seed {seed}, tick {tick}");
        }

        Assert.True(trial.Judged!.Kept!.Run.Strata.Sum(each => each.Errors.CanaryRequests) > canary / 4, $"seed {seed}");
    }));

    [Fact]
    public async Task StepOfBefore_GoesOn_WithItsProofAndItsAge()
    {
        await _trial.BeginAsync();
        _trial.World.Counted(canary: 30, failed: 0, primary: 270);
        await _trial.TickAsync();
        var before = _trial.State!;
        _trial.NextLeader();
        await _trial.TickAsync();

        var now = _trial.Judged!.Kept!;
        Assert.Equal((before.StepAt, before.StepSince, before.StepWeight), (now.StepAt, now.StepSince, now.StepWeight));
        Assert.Equal(before.Run.Step!.Proofs[0].Logs, now.Run.Step!.Proofs[0].Logs);
        Assert.Equal(before.Curve.Count + 1, now.Curve.Count);
    }

    [Theory]
    [InlineData("no state", "damaged")]
    [InlineData("{\"form\":9}", "damaged")]
    public async Task StateThatIsNone_BeginsAnewAndSaysSo(string text, string said)
    {
        await InterruptedAsync(map => map["data"]![JudgedNames.State] = text);

        Assert.Empty(_trial.Judged!.Kept!.Run.Strata);
        Assert.Contains(said, Assert.Single(_trial.Log.Lines), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"errors\":{\"starts\"", "\"errors\":{\"begun\"", "run.errors.starts is missing")]
    [InlineData("\"levels\":[{", "\"levels\":[{},{", "run.levels[0].starts is missing")]
    [InlineData("\"x\":3", "\"x\":1e18", "run.step.seen[0].x must be 0 to 1000000000000000")]
    [InlineData("\"curve\":[", "\"curve\":[null,", "curve[0] must be an object")]
    public async Task StateThatWasEdited_EndsNoTick_AndTheLogSaysWhichMember(string from, string to, string said)
    {
        await InterruptedAsync(map =>
        {
            var text = map.Text("data", JudgedNames.State)!;
            Assert.Contains(from, text, StringComparison.Ordinal);
            map["data"]![JudgedNames.State] = text.Replace(from, to, StringComparison.Ordinal);
        });

        Assert.Empty(_trial.Judged!.Kept!.Run.Strata);
        Assert.Contains($"its state is damaged: {said}", Assert.Single(_trial.Log.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task StateInAnObjectOfSomebodyElse_IsNotBelieved()
    {
        await InterruptedAsync(map => map["metadata"]!["labels"] = new JsonObject());

        Assert.Empty(_trial.Judged!.Kept!.Run.Strata);
        Assert.Contains(_trial.Log.Lines, line => line.Contains("it is not ours", StringComparison.Ordinal));
    }

    [Fact]
    public async Task StateOfALaterLeader_BeginsAnewAndSaysSo()
    {
        await InterruptedAsync(map => map["data"]![JudgedNames.State] = map.Text("data", JudgedNames.State)!.Replace("\"term\":1", "\"term\":9", StringComparison.Ordinal));

        Assert.Empty(_trial.Judged!.Kept!.Run.Strata);
        Assert.Contains("a later leader kept it", Assert.Single(_trial.Log.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task StateOfAnEarlierTrial_IsNoPredecessor()
    {
        await _trial.BeginAsync();
        _trial.World.Counted(canary: 30, failed: 3, primary: 270);
        await _trial.TickAsync();
        _trial.World.NextTrial();
        await _trial.BeginAsync();
        await _trial.TickAsync();

        Assert.Empty(_trial.Judged!.Kept!.Run.Strata);
        Assert.Empty(_trial.Log.Lines);
    }

    [Fact]
    public async Task ApiServerThatDoesNotAnswer_IsAskedAgain_AndTheStepWaits()
    {
        await _trial.BeginAsync();
        _trial.World.Counted(canary: 30, failed: 3, primary: 270);
        await _trial.TickAsync();
        _trial.NextLeader();
        _trial.Api.Answer = _ => KubeResult.NoAnswer("away");
        Assert.Equal((Ruling.Hold, RulingReason.EvidenceUnread), await _trial.TickAsync() is { } found ? (found.Ruling, found.Why) : default);
        _trial.Api.Answer = _ => null;

        Assert.NotNull(await _trial.TickAsync());
        Assert.Equal(3, _trial.Judged!.Kept!.Run.Strata.Single().Errors.CanaryEvents);
    }

    private async Task InterruptedAsync(Action<JsonObject> spoil)
    {
        await _trial.BeginAsync();
        _trial.World.Counted(canary: 30, failed: 3, primary: 270);
        await _trial.TickAsync();
        spoil(_trial.Api.Maps[_trial.Name]);
        _trial.NextLeader();
        await _trial.TickAsync();
    }
}
