using System.Globalization;
using CanaryMesh.Analyzer.Judging;
using CanaryMesh.Api.Evidence;

namespace CanaryMesh.Analyzer.Core.Tests.Judging;

public class VerdictSentenceTests
{
    private static readonly DateTimeOffset At = new(2026, 3, 1, 14, 2, 7, TimeSpan.Zero);

    private static readonly Finding Worse = new("failed", new("rev 42", 9, 240, 0.0093, 0.0951), new("rev 41", 6, 2160, 0.00041, 0.0094), Margin.Errors)
    {
        RatioLow = 2.76,
    };

    [Fact]
    public void RolledBack_AWorseVersion_HasCountsIntervalsRatioAndOdds() => Assert.Equal(
        "Rolled back at 14:02:07, 38 s after 10 %: 9 of 240 requests failed on rev 42 (3.8 %, between 0.93 and 9.6), "
        + "6 of 2 160 on rev 41 (0.28 %, between 0.041 and 0.94): at least 2.7 times worse. "
        + "A version no more than 1.1 times and 0.02 points worse would look this bad in fewer than 1 of 1 300 releases.",
        VerdictSentence.RolledBack(At, TimeSpan.FromSeconds(38.7), 10, Worse, Math.Log(1390)));

    [Fact]
    public void RolledBack_AnotherCulture_SaysTheSame()
    {
        var before = CultureInfo.CurrentCulture;
        var expected = VerdictSentence.RolledBack(At, TimeSpan.FromSeconds(38), 10, Worse, 8);
        try
        {
            var other = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            (other.NumberFormat.NumberDecimalSeparator, other.NumberFormat.NumberGroupSeparator, other.DateTimeFormat.TimeSeparator) = (",", ".", "-");
            CultureInfo.CurrentCulture = other;
            Assert.Equal(expected, VerdictSentence.RolledBack(At, TimeSpan.FromSeconds(38), 10, Worse, 8));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData(100, "1 of 100")]
    [InlineData(199.9, "1 of 190")]
    [InlineData(1_399, "1 of 1 300")]
    [InlineData(128_999, "1 of 120 000")]
    [InlineData(1e6, "1 of a million")]
    [InlineData(1e30, "1 of a million")]
    public void RolledBack_TheOdds_AreRoundedDownAndBounded(double evidence, string odds) =>
        Assert.Contains($"fewer than {odds} releases", VerdictSentence.RolledBack(At, TimeSpan.Zero, 10, Worse, Math.Log(evidence)), StringComparison.Ordinal);

    [Fact]
    public void RolledBack_AnEndlessEvidence_IsAMillion() =>
        Assert.Contains("1 of a million", VerdictSentence.RolledBack(At, TimeSpan.Zero, 10, Worse, 5000), StringComparison.Ordinal);

    [Fact]
    public void RolledBack_ARatioWithinTheMargin_IsNotClaimed() => Assert.DoesNotContain(
        "at least", VerdictSentence.RolledBack(At, TimeSpan.Zero, 10, Worse with { RatioLow = 1.1 }, 8), StringComparison.Ordinal);

    [Theory]
    [InlineData(0, "0 s")]
    [InlineData(59.9, "59 s")]
    [InlineData(60, "1 min")]
    [InlineData(250, "4 min 10 s")]
    [InlineData(7500, "2 h 5 min")]
    public void RolledBack_TheTimeSinceTheWeight_IsShort(double seconds, string text) =>
        Assert.Contains($", {text} after 25 %:", VerdictSentence.RolledBack(At, TimeSpan.FromSeconds(seconds), 25, Worse, 8), StringComparison.Ordinal);

    [Fact]
    public void RolledBack_NoRequestsOnTheOtherSide_ClaimsNoShare() => Assert.Contains(
        "0 of 0 on rev 41 (no share)", VerdictSentence.RolledBack(At, TimeSpan.Zero, 10, Worse with { Primary = new("rev 41", 0, 0, 0, 1) }, 8), StringComparison.Ordinal);

    [Fact]
    public void Running_OnItsWay_SaysHowMuchAndHowMuchMore() => Assert.Equal(
        "evidence 12 of 100; about 640 more canary requests (≈ 3 min at the present rate) until shown not worse",
        VerdictSentence.Running(new(Math.Log(12.3), Math.Log(100), 0, Math.Log(20)) { RequestsLeft = 633, RequestRate = 3.5 }));

    [Theory]
    [InlineData(-40, "evidence 1 of 100")]
    [InlineData(0, "evidence 1 of 100")]
    [InlineData(9, "evidence 100 of 100")]
    public void Running_AnyEvidence_IsOnTheScale(double log, string text) =>
        Assert.StartsWith(text, VerdictSentence.Running(new(log, Math.Log(100), 0, 3) { RequestsLeft = 0 }), StringComparison.Ordinal);

    [Theory]
    [InlineData(Outlook.Never, "evidence 3 of 100; as it looks now it will not be shown not worse")]
    [InlineData(Outlook.NoRequestsYet, "evidence 3 of 100; one side has had no request at this weight yet")]
    [InlineData(Outlook.UsersAreKept, "evidence 3 of 100; users are kept on a side, so nothing is shown")]
    [InlineData(Outlook.Unsaid, "evidence 3 of 100")]
    public void Running_WhereNobodyKnowsHowMuchMore_SaysWhy(Outlook outlook, string text) =>
        Assert.Equal(text, VerdictSentence.Running(new(Math.Log(3), Math.Log(100), 0, 3) { Outlook = outlook }));

    [Fact]
    public void Running_WithoutARate_NamesNoTime() => Assert.Equal(
        "evidence 3 of 100; about 1 200 more canary requests until shown not worse",
        VerdictSentence.Running(new(Math.Log(3), Math.Log(100), 0, 3) { RequestsLeft = 1101 }));

    [Fact]
    public void NotShownBad_AStepWithoutProof_SaysSo() =>
        Assert.StartsWith("Not shown safe at 20 %, only not shown bad: 9 of 240 requests failed", VerdictSentence.NotShownBad(20, Worse), StringComparison.Ordinal);

    [Fact]
    public void ShownSafe_AProof_NamesItsMargin() => Assert.EndsWith(
        ", and not more than 1.5 times and 0.5 points worse.", VerdictSentence.ShownSafe(20, Worse with { RatioLow = 0, Margin = Margin.Proof }), StringComparison.Ordinal);
}
