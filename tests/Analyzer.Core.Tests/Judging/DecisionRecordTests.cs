using CanaryMesh.Analyzer.Analysis;
using CanaryMesh.Analyzer.Judging;

namespace CanaryMesh.Analyzer.Core.Tests.Judging;

public class DecisionRecordTests
{
    private static readonly JudgeSettings Settings = new() { Mode = JudgeMode.Strict, Pace = Pace.Proof };

    [Fact]
    public void Replay_AnyRun_ComesToTheSameVerdict() => Assert.All(Enumerable.Range(1, 12), seed =>
    {
        var settings = Settings with { Mode = (JudgeMode)(seed % 3), Pace = (Pace)(seed % 2), SharedCause = (SharedCause)(seed % 2), LatencyShift = seed % 2 };
        var record = JudgedRun.Of(seed, settings, 20 + (12 * seed)).Record("rev 2", "rev 1", "sentence", [], []);
        var kept = DecisionRecord.Parse(record.ToJson())!;
        var replay = Replay.Of(kept);

        Assert.True(replay.IsSame, $"seed {seed}: look {replay.FirstDifference} of {kept.Looks.Count}");
        Assert.Equal((record.Decision.Ruling, record.Decision.Reason), (replay.Decision.Ruling, replay.Decision.Reason));
        Assert.Equal(record.ToJson(), kept.ToJson());
    });

    [Fact]
    public void Replay_TheRuns_ComeToDifferentVerdicts()
    {
        var rulings = Enumerable.Range(1, 12).SelectMany(seed => Record(seed, looks: 20 + (12 * seed)).Looks).Select(look => look.Decision.Ruling).Distinct();

        Assert.True(rulings.Count() >= 3, string.Join(' ', rulings));
    }

    [Fact]
    public void Replay_AChangedCount_IsFound()
    {
        var record = Record(3, looks: 40);
        var looks = record.Looks.Select((look, index) => index == 0 ? look with { Input = look.Input with { Blocks = [.. look.Input.Blocks.Select(Spoilt)] } } : look);

        Assert.False(Replay.Of(record with { Looks = [.. looks] }).IsSame);
    }

    [Fact]
    public void Record_OfALongTrial_IsBounded()
    {
        var record = Record(4, looks: 600);

        Assert.InRange(record.Looks.Count, 2, 64);
        Assert.InRange(record.Curve.Count, 64, 128);
        Assert.Equal(Traffic.Start.Date, record.Curve[0].At.Date);
        Assert.True(record.ToJson().Length < 200_000, $"{record.ToJson().Length}");
    }

    [Fact]
    public void Record_Samples_CarryNoQueryAndAreFew()
    {
        var samples = Enumerable.Range(0, 40).Select(number => new SampleRecord(Traffic.Start, true, "GET", $"/pay/{number}?card=4111#top", 500, 12)).ToList();
        var record = JudgedRun.Of(5, Settings, 30).Record("rev 2", "rev 1", "s", [], samples);

        Assert.Equal(16, record.Samples.Count);
        Assert.Equal("/pay/39", record.Samples[^1].Path);
        Assert.DoesNotContain("4111", record.ToJson(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[1]")]
    public void Parse_WhatIsNoRecord_IsNull(string? text) => Assert.Null(DecisionRecord.Parse(text));

    [Fact]
    public void Parse_WhatWasKept_IsWholeWhateverItsDefaults()
    {
        var heard = Heard.At(Heard.Tick, null, ComparisonVoice.Proven) with { IsShareObserved = false };
        var decision = new Decision(Ruling.Advance, [RulingReason.StepRunning]) { Advice = new(Ruling.Hold, [RulingReason.SplitAlarm]) };
        var record = Record(8, 20) with
        {
            Settings = Settings with { Mode = JudgeMode.Off, Doubt = 0, Dwell = TimeSpan.Zero, LatencyShift = 0 },
            From = new(Traffic.Start) { Chance = 0, EvidenceSince = Traffic.Start.AddMinutes(1), Exposure = Exposure.Counted },
            Looks = [new(new(Traffic.Start, 10, new(1, 1), []), heard, ComparisonVoice.Proven, 0, decision)],
        };
        var kept = DecisionRecord.Parse(record.ToJson())!;

        Assert.Equal(record.Settings, kept.Settings);
        Assert.Equal((0, Traffic.Start.AddMinutes(1), Exposure.Counted), (kept.From.Chance, kept.From.EvidenceSince, kept.From.Exposure));
        Assert.Equal(heard, kept.Looks[0].Heard);
        Assert.Equal((Ruling.Advance, Ruling.Hold), (kept.Looks[0].Decision.Ruling, kept.Looks[0].Decision.Advice!.Ruling));
    }

    [Fact]
    public void Parse_AnotherForm_IsNull() => Assert.Null(DecisionRecord.Parse((Record(6, 20) with { Form = 2 }).ToJson()));

    [Fact]
    public void Look_NothingNew_IsNotRecorded()
    {
        var book = JudgedRun.Of(7, Settings, 5);
        var heard = new Voices(new(Verdict.Passed), ComparisonVoice.Unknown, new(TimeSpan.Zero, TimeSpan.FromMinutes(1), IsTick: false));
        book.Look(new(Traffic.Start.AddMinutes(1), 50, new(1, 3), []), heard);
        var before = book.Record("c", "p", "s", [], []).Looks.Count;
        book.Look(new(Traffic.Start.AddMinutes(1.1), 50, new(1, 3), []), heard);

        Assert.Equal(before, book.Record("c", "p", "s", [], []).Looks.Count);
    }

    private static DecisionRecord Record(int seed, int looks) => JudgedRun.Of(seed, Settings, looks).Record("rev 2", "rev 1", "sentence", [], []);

    private static Block Spoilt(Block block) => block with { X = block.X + 40 };
}
