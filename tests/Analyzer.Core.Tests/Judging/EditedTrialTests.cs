using CanaryMesh.Analyzer.Analysis;
using CanaryMesh.Analyzer.Core.Tests.Support;
using CanaryMesh.Analyzer.Judging;
using CanaryMesh.Api.Evidence;

namespace CanaryMesh.Analyzer.Core.Tests.Judging;

/// <summary>What is kept of a trial may be edited by whoever may edit ConfigMaps: it must end no tick.</summary>
public class EditedTrialTests
{
    private static readonly JudgeSettings Settings = new() { Mode = JudgeMode.Strict, IsCalm = true, Limits = LimitReading.Evidence };
    private static readonly MetricCheck Rate = new("request-success-rate", CheckKind.SuccessRate, 99, null, TimeSpan.FromMinutes(1));
    private static readonly string Text = Kept().ToJson();

    [Fact]
    public void Kept_AsItIs_IsReadAndUsed() => Assert.True(IsUsed(KeptTrial.Read(Text).Trial!));

    [Fact]
    public void Kept_WithAnyMemberEdited_IsUsedOrRefusedForOneReason()
    {
        var (used, refused) = (0, 0);
        foreach (var (what, text) in JsonEdits.Of(Text))
        {
            try
            {
                var (trial, fault) = KeptTrial.Read(text);
                Assert.Equal(trial is null, fault.Length > 0);
                Assert.DoesNotContain('\n', fault);
                _ = trial is null ? refused++ : IsUsed(trial) ? used++ : 0;
            }
            catch (Exception fault)
            {
                throw new InvalidOperationException(what, fault);
            }
        }

        Assert.True(used > 100 && refused > 1000, $"{used} used, {refused} refused");
    }

    [Theory]
    [InlineData("run.levels.0", "{}", "run.levels[0].starts is missing")]
    [InlineData("run.levels.0.logs", null, "run.levels[0].logs is missing")]
    [InlineData("run.errors", "{}", "run.errors.starts is missing")]
    [InlineData("limits.0.evidence", "{}", "limits[0].evidence.starts is missing")]
    [InlineData("run.chance", null, "run.chance is missing")]
    [InlineData("run.strata.0", "null", "run.strata[0] must be an object")]
    [InlineData("run.strata.0.errors.x", "1e18", "run.strata[0].errors.x must be 0 to 1000000000000000")]
    [InlineData("run.exposure", "1", "run.exposure must be one of Drawn, Counted")]
    [InlineData("run.exposure", "\"Drawn, Counted\"", "run.exposure must be one of Drawn, Counted")]
    [InlineData("run.past", "{\"of\":-1}", "run.past must be counts by bucket, as {\"of\":3,\"1\":7}")]
    [InlineData("run.seen.revision", "18446744073709551615", "run.seen.revision must be below 18446744073709551615")]
    [InlineData("form", "2", "form must be 1")]
    public void Kept_Edited_SaysWhichMemberAndWhatIsLegal(string place, string? value, string said) =>
        Assert.Equal(said, KeptTrial.Read(JsonEdits.Edited(Text, [.. place.Split('.').Select(step => int.TryParse(step, out var index) ? index : (object)step)], value)).Fault);

    [Fact]
    public void Kept_CutOffAnywhere_IsRefused() =>
        Assert.All(Enumerable.Range(0, Text.Length / 97), part => Assert.False(string.IsNullOrEmpty(KeptTrial.Read(Text[..(97 * part)]).Fault)));

    [Fact]
    public void Kept_WithAMemberTwice_IsRefused() => Assert.Equal("it is no whole JSON", KeptTrial.Read(Text.Insert(1, "\"form\":1,")).Fault);

    [Fact]
    public void Kept_LongerThanAnyObject_IsNotLookedAt() => Assert.StartsWith("it is longer than", KeptTrial.Read(Text + new string(' ', 2_000_000)).Fault, StringComparison.Ordinal);

    // Each of them legal by itself, and together more numbers than there is room for.
    [Theory]
    [InlineData(1e-17, 1e15)]
    [InlineData(1e15, 1e-17)]
    [InlineData(1, 1e12)]
    public void Kept_WithErrorsThatNoSplitWouldGive_IsReckonedAllTheSame(double a, double b)
    {
        var sums = new Sums { CanaryEvents = 1_000_000_000_000, CanaryRequests = 1_000_000_000_000, X = 1e12, Y = 1, A = a, B = b };
        var run = Kept().Run;

        Assert.True(IsUsed(KeptTrial.Read((Kept() with { Run = run with { Strata = [.. run.Strata.Select(stratum => stratum with { Errors = sums })] } }).ToJson()).Trial!));
    }

    [Fact]
    public void Chance_OfMoreLimitsThanCanBeCounted_IsReckonedAllTheSame() =>
        Assert.Equal(0, new LimitFinding(new(CheckKind.SuccessRate, 99.999_999_999), 1_000_000_000_000, 1_000_000_000_000, IsShownBroken: false).Chance);

    private static KeptTrial Kept()
    {
        var limits = new LimitRun(Settings);
        limits.Look(Traffic.Start, [Rate], [Looks.Block(1, 2, 40, 360)]);
        var book = JudgedRun.Of(3, Settings, 40);
        return new("v-new", Traffic.Start, Settings, book.State, new("v-new", new(1, 1)))
        {
            StepWeight = 50,
            StepSince = new(1, 3),
            StepAt = Traffic.Start,
            Curve = book.Curve,
            Limits = limits.Kept,
        };
    }

    // As a tick does; another trial's, or one by other settings, is looked at no further.
    private static bool IsUsed(KeptTrial kept)
    {
        _ = kept.ScopeIn(2).Holds(new(default, default, "v-new", new(2, 1), 10));
        if (!kept.IsOf("v-new", Traffic.Start, Settings))
        {
            return false;
        }

        var (book, limits, block) = (new TrialBook(Settings, kept.Run, kept.Curve), new LimitRun(Settings, kept.Limits), Looks.Block(2, 2, 40, 360));
        var look = new LookInput(Traffic.Start.AddMinutes(30), 50, kept.StepSince, [block]) { IsTick = true };
        var decision = book.Look(look, Heard.At(new(look.At - kept.StepAt, TimeSpan.FromMinutes(1), IsTick: true), null, ComparisonVoice.Unknown));
        var meter = new TrialMeter(Settings).Read(look, book, 10, [new(50, TimeSpan.FromMinutes(1))]);
        Assert.All(Enum.GetValues<RulingReason>(), reason => DecisionSentence.Of(Settings, book.State, book.Reading!, new(decision.Ruling, [reason]), new(look.At, kept.StepAt, 50, "new", "old")));
        Assert.All(limits.Look(look.At, [Rate], [block]), found => Assert.InRange(found.Chance, 0, 1));
        Assert.True(double.IsFinite(meter.LogEvidence) && double.IsFinite(meter.LogProof) && double.IsFinite(meter.RequestRate), $"{meter}");
        _ = Findings.All(Settings, book.State, "new", "old");
        _ = KeptTrial.Read((kept with { Run = book.State, Curve = book.Curve, Limits = limits.Kept }).ToJson());
        _ = RecordBounds.Of(book.Record("new", "old", "s", [], [])).ToJson();
        return true;
    }
}
