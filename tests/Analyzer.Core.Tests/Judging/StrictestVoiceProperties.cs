using CanaryMesh.Analyzer.Analysis;
using CanaryMesh.Analyzer.Judging;

namespace CanaryMesh.Analyzer.Core.Tests.Judging;

/// <summary>Every combination of what is heard: there is a decision with a reason, and no stricter voice makes it milder.</summary>
public class StrictestVoiceProperties
{
    // Mildest first.
    private static readonly Verdict?[] Checks = [Verdict.Passed, null, Verdict.Inconclusive, Verdict.Errored, Verdict.Failed];
    private static readonly int[] Failed = [0, 4, 5];

    private static readonly StepClock[] Clocks =
    [
        .. from seconds in (int[])[2, 20, 60]
           from isTick in seconds < 20 ? (bool[])[false] : [false, true]
           select new StepClock(TimeSpan.FromSeconds(seconds), TimeSpan.FromMinutes(1), isTick),
    ];

    [Fact]
    public void Decide_Anything_HasADecisionWithAReason() => Assert.All(Settings(), settings =>
    {
        foreach (var decision in Situations().Select(voices => StrictestVoice.Decide(settings, voices)))
        {
            if (decision.Reasons.Count == 0 || !Enum.IsDefined(decision.Ruling) || (decision.Ruling is Ruling.Advance && decision.CountsAsFailed))
            {
                Assert.Fail($"{decision}");
            }
        }
    });

    [Fact]
    public void Decide_AStricterVoice_IsNeverMilder() => Assert.All(Settings(), settings =>
    {
        foreach (var voices in Situations())
        {
            var ruling = StrictestVoice.Decide(settings, voices).Ruling;
            foreach (var stricter in Stricter(voices).Where(stricter => StrictestVoice.Decide(settings, stricter).Ruling < ruling))
            {
                Assert.Fail($"{settings}: {voices} is {ruling}, and milder with {stricter}");
            }
        }
    });

    [Fact]
    public void Decide_AStricterSetting_IsNeverMilder()
    {
        foreach (var voices in Situations())
        {
            foreach (var settings in Settings())
            {
                var ruling = StrictestVoice.Decide(settings, voices).Ruling;
                Assert.True(StrictestVoice.Decide(settings with { Pace = Pace.Clock }, voices).Ruling >= ruling);
                Assert.True(StrictestVoice.Decide(settings with { SharedCause = SharedCause.Blame }, voices).Ruling >= ruling);
                // What proof lets through early is let through by strict judging alone.
                Assert.True(settings.Pace is Pace.Proof || StrictestVoice.Decide(settings with { Mode = JudgeMode.Strict }, voices).Ruling >= ruling);
            }
        }
    }

    [Fact]
    public void Decide_AnAdvance_NeedsAPassAndTimeOrProof() => Assert.All(Settings(), settings =>
    {
        foreach (var voices in Situations().Where(voices => StrictestVoice.Decide(settings, voices).Ruling is Ruling.Advance))
        {
            var isProven = voices.Comparison is ComparisonVoice.Proven && settings is { Mode: JudgeMode.Strict, Pace: Pace.Proof } && voices.Clock.Age >= settings.Dwell;
            Assert.True(voices.Checks.Verdict is Verdict.Passed && voices.IsShareObserved && (isProven || voices.Clock is { IsTick: true, Age.TotalSeconds: >= 60 }), $"{settings}: {voices}");
        }
    });

    private static IEnumerable<JudgeSettings> Settings() =>
        from mode in Enum.GetValues<JudgeMode>()
        from pace in Enum.GetValues<Pace>()
        from cause in Enum.GetValues<SharedCause>()
        select new JudgeSettings { Mode = mode, Pace = pace, SharedCause = cause };

    private static IEnumerable<Voices> Situations() =>
        from verdict in Checks
        from failed in Failed
        from shared in (bool[])[false, true]
        from comparison in Enum.GetValues<ComparisonVoice>()
        from guard in Enum.GetValues<GuardVoice>()
        from isSplit in (bool[])[false, true]
        from isObserved in (bool[])[false, true]
        from clock in Clocks
        select Heard.At(clock, verdict, comparison, failed, shared) with { Guard = guard, IsSplitAlarm = isSplit, IsShareObserved = isObserved };

    private static IEnumerable<Voices> Stricter(Voices voices)
    {
        var place = Array.IndexOf(Checks, voices.Checks.Verdict);
        return
        [
            .. Checks.Skip(place + 1).Take(1).Select(verdict => voices with { Checks = voices.Checks with { Verdict = verdict } }),
            .. Enum.GetValues<ComparisonVoice>().Where(voice => voice == voices.Comparison + 1).Select(voice => voices with { Comparison = voice }),
            .. Enum.GetValues<GuardVoice>().Where(voice => voice == voices.Guard + 1).Select(voice => voices with { Guard = voice }),
            voices with { IsSplitAlarm = true },
            voices with { IsShareObserved = false },
            voices with { Checks = voices.Checks with { FailedBefore = voices.Checks.FailedBefore + 1 } },
            voices with { Checks = voices.Checks with { PrimaryFailsToo = false } },
        ];
    }
}
