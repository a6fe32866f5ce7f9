using CanaryMesh.Analyzer.Analysis;

namespace CanaryMesh.Analyzer.Core.Tests.Analysis;

public class AssessmentTests
{
    private static readonly MetricCheck Success = new("request-success-rate", CheckKind.SuccessRate, 99, null, TimeSpan.FromSeconds(60));
    private static readonly MetricCheck Duration = new("request-duration", CheckKind.RequestDuration, null, 500, TimeSpan.FromSeconds(60));
    private static readonly MetricCheck Between = new("share", CheckKind.SuccessRate, 10, 20, TimeSpan.FromSeconds(60));

    [Theory]
    [InlineData(99, Verdict.Passed)]
    [InlineData(100, Verdict.Passed)]
    [InlineData(98.99, Verdict.Failed)]
    [InlineData(0, Verdict.Failed)]
    public void Of_ALowerBound_IncludesTheBound(double number, Verdict verdict) => Assert.Equal(verdict, Of(Success, number).Verdict);

    [Theory]
    [InlineData(500, Verdict.Passed)]
    [InlineData(500.01, Verdict.Failed)]
    public void Of_AnUpperBound_IncludesTheBound(double number, Verdict verdict) => Assert.Equal(verdict, Of(Duration, number).Verdict);

    [Theory]
    [InlineData(10, Verdict.Passed)]
    [InlineData(20, Verdict.Passed)]
    [InlineData(9, Verdict.Failed)]
    [InlineData(21, Verdict.Failed)]
    public void Of_TwoBounds_TakesBoth(double number, Verdict verdict) => Assert.Equal(verdict, Of(Between, number).Verdict);

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void Of_WhatIsNoNumber_IsNeverAPass(double number) => Assert.NotEqual(Verdict.Passed, Of(Between, number).Verdict);

    [Fact]
    public void Of_NoData_IsInconclusiveAndSaysSo()
    {
        var judgement = Assessment.Of([Success], [CheckReading.Nothing(Success, "q")]);

        Assert.Equal(Verdict.Inconclusive, judgement.Verdict);
        Assert.Contains("no request of the canary was counted in the last 60 s", judgement.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_ABrokenSource_IsErroredWithItsFault()
    {
        var judgement = Assessment.Of([Success], [CheckReading.Failed(Success, "q", "refused")]);

        Assert.Equal(new Judgement(Verdict.Errored, judgement.Results), judgement);
        Assert.Equal("request-success-rate could not be read: refused", judgement.Sentence);
    }

    [Fact]
    public void Of_ACheckThatWasNotRead_IsInconclusive() =>
        Assert.Equal(Verdict.Inconclusive, Assessment.Of([Success, Duration], [CheckReading.Of(Success, 100, "q")]).Verdict);

    [Fact]
    public void Of_NothingToCheck_IsAPass() => Assert.Equal(Verdict.Passed, Assessment.Of([], []).Verdict);

    [Theory]
    [InlineData(ReadingKind.Value, 100, Verdict.Passed)]
    [InlineData(ReadingKind.NoData, 0, Verdict.Inconclusive)]
    [InlineData(ReadingKind.Error, 0, Verdict.Errored)]
    [InlineData(ReadingKind.Value, 50, Verdict.Failed)]
    public void Of_AGoodOneAndAnother_IsTheWorse(ReadingKind kind, double number, Verdict verdict)
    {
        var judgement = Assessment.Of([Duration, Success], [CheckReading.Of(Duration, 1, "q"), new(Success, kind, number, "q", "x")]);

        Assert.Equal(verdict, judgement.Verdict);
    }

    [Fact]
    public void Of_ABrokenSourceAndAFailure_BlamesTheCanary()
    {
        var judgement = Assessment.Of([Duration, Success], [CheckReading.Failed(Duration, "q", "x"), CheckReading.Of(Success, 97.5, "q")]);

        Assert.Equal(Verdict.Failed, judgement.Verdict);
        Assert.Equal("request-success-rate 97.5 % is below 99 %", judgement.Sentence);
    }

    [Fact]
    public void Sentence_OfTwoFailures_HasBoth()
    {
        var judgement = Assessment.Of([Success, Duration], [CheckReading.Of(Success, 97, "q"), CheckReading.Of(Duration, 812, "q")]);

        Assert.Equal("request-success-rate 97 % is below 99 %; request-duration 812 ms is above 500 ms", judgement.Sentence);
    }

    private static Judgement Of(MetricCheck check, double number) => Assessment.Of([check], [CheckReading.Of(check, number, "q")]);
}
