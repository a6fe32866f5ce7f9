using CanaryMesh.Analyzer.Judging;

namespace CanaryMesh.Analyzer.Core.Tests.Judging;

public class KeptTrialTests
{
    private static readonly JudgeSettings Settings = new() { Mode = JudgeMode.Strict };
    private static readonly KeptTrial Kept = Keep(new RunState(Traffic.Start), new(3, 4));

    [Fact]
    public void Run_InterruptedAnywhere_HasTheEvidenceOfTheBlocksThatWereKept() => Assert.All(Enumerable.Range(1, 25), seed =>
    {
        var random = new Random(seed);
        var traffic = new Traffic(seed, random.NextDouble() < 0.5 ? 0.01 : 0.06, 0.01);
        var (through, run) = (new ComparisonRun(Settings, new(Traffic.Start)), new ComparisonRun(Settings, new(Traffic.Start)));
        var (kept, sinceKept, term) = (Keep(run.State, new(1, 0)), new List<LookInput>(), 1UL);
        var looks = new List<(LookInput Input, bool IsLost)>();
        for (var look = 0; look < 120; look++)
        {
            var policy = new PolicyStamp(term, (ulong)(1 + (look / 40)));
            var weight = 10 * (1 + (look / 40));
            var input = new LookInput(Traffic.Start.AddSeconds(2 * look), weight, new(1, policy.Revision), Blocks.Of(traffic.Draw(random.Next(80), weight, policy), new(weight, policy)).Closed);
            run.Look(input);
            sinceKept.Add(input);
            if (random.NextDouble() < 0.2)
            {
                kept = KeptTrial.Parse(Keep(run.State, kept.ScopeIn(term).Since).ToJson())!;
                looks.AddRange(sinceKept.Select(each => (each, false)));
                sinceKept.Clear();
            }
            else if (random.NextDouble() < 0.1)
            {
                run = new(Settings, kept.Run);
                looks.AddRange(sinceKept.Select(each => (each, true)));
                sinceKept.Clear();
                term++;
            }
        }

        foreach (var (input, isLost) in looks.Concat(sinceKept.Select(each => (each, false))))
        {
            if (!isLost)
            {
                through.Look(input);
            }
        }

        Assert.True(looks.Count(each => each.IsLost) > 2, "nothing was lost");
        Assert.Equal(through.State.ToJson(), run.State.ToJson());
    });

    [Theory]
    [InlineData(5, 5, 0)]
    [InlineData(3, 3, 8)]
    public void Scope_OfALeader_HoldsNothingThatMayBeCounted(int leader, int term, int revision)
    {
        var scope = Keep(new RunState(Traffic.Start) { Seen = new(3, 7) }, new(3, 4)).ScopeIn((ulong)leader);

        Assert.Equal(new PolicyStamp((ulong)term, (ulong)revision), scope.Since);
        Assert.Equal("v-new", scope.Version);
    }

    [Fact]
    public void Scope_OfTheSameLeaderThatCountedNothing_IsTheTrials() => Assert.Equal(new(3, 4), Kept.ScopeIn(3).Since);

    [Fact]
    public void Kept_AsText_IsTheSame()
    {
        var kept = Keep(JudgedRun.Of(3, Settings, 60).State, new(2, 1)) with { StepWeight = 20, StepSince = new(2, 3), StepAt = Traffic.Start, Curve = [new(Traffic.Start, 10, 0.5, double.NegativeInfinity)] };

        Assert.Equal(kept.ToJson(), KeptTrial.Parse(kept.ToJson())!.ToJson());
        Assert.Equal(Settings, KeptTrial.Parse(kept.ToJson())!.Settings);
    }

    [Fact]
    public void Kept_OfAnotherTrialOrOtherSettings_IsNotOfThisOne()
    {
        Assert.True(Kept.IsOf("v-new", Traffic.Start.AddMilliseconds(300), Settings));
        Assert.False(Kept.IsOf("v-other", Traffic.Start, Settings));
        Assert.False(Kept.IsOf("v-new", Traffic.Start.AddSeconds(1), Settings));
        Assert.False(Kept.IsOf("v-new", null, Settings));
        Assert.False(Kept.IsOf("v-new", Traffic.Start, Settings with { Alpha = 0.05 }));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("null")]
    public void Parse_WhatIsNone_IsNull(string text) => Assert.Null(KeptTrial.Parse(text));

    [Theory]
    [InlineData("\"form\":1", "\"form\":2")]
    [InlineData("\"starts\":1", "\"starts\":null")]
    [InlineData("\"logs\":[", "\"logs\":[\"Infinity\",")]
    [InlineData("\"logs\":[", "\"logs\":[\"NaN\",")]
    [InlineData("\"strata\":[", "\"strata\":[null,")]
    [InlineData("\"weight\":10", "\"weight\":100")]
    [InlineData("\"past\":[", "\"past\":[-1,")]
    [InlineData("\"drawnCanary\":", "\"drawnCanary\":-")]
    [InlineData("\"a\":", "\"a\":-")]
    [InlineData("\"cr\":", "\"cr\":-")]
    [InlineData("\"version\":\"v-new\"", "\"version\":null")]
    public void Parse_WhatNoCountCouldBe_IsNull(string from, string to)
    {
        var text = Keep(JudgedRun.Of(1, Settings, 40).State, new(1, 1)).ToJson();
        Assert.NotNull(KeptTrial.Parse(text));

        var place = text.IndexOf(from, StringComparison.Ordinal);
        Assert.True(place >= 0, from);
        Assert.Null(KeptTrial.Parse(text[..place] + to + text[(place + from.Length)..]));
    }

    private static KeptTrial Keep(RunState run, PolicyStamp since) => new("v-new", Traffic.Start, Settings, run, new("v-new", since));
}
