using CanaryMesh.Analyzer.Analysis;

namespace CanaryMesh.Analyzer.Judging;

/// <summary>Checks, comparison and guard to one decision: each says how far the step may go, and the strictest wins. So no voice that turns
/// stricter can make the decision milder.</summary>
public static class StrictestVoice
{
    /// <summary>Decides.</summary>
    public static Decision Decide(JudgeSettings settings, Voices voices)
    {
        var decision = Strictest(settings, voices);
        if (settings.Mode is JudgeMode.Strict)
        {
            return decision;
        }

        var advice = Strictest(settings with { Mode = JudgeMode.Strict }, voices);
        return decision with { Advice = advice.Ruling == decision.Ruling && advice.Reasons.SequenceEqual(decision.Reasons) ? null : advice };
    }

    private static Decision Strictest(JudgeSettings settings, Voices voices)
    {
        var heard = Heard(settings, voices);
        (Ruling Ruling, RulingReason Reason)[] opinions = [.. Compared(settings, heard), .. Guarded(heard), .. Checked(settings, heard), .. Observed(heard), Timed(settings, heard)];
        var ruling = opinions.Max(opinion => opinion.Ruling);
        return new(ruling, [.. opinions.Where(opinion => opinion.Ruling == ruling).Select(opinion => opinion.Reason)])
        {
            CountsAsFailed = IsBlamed(settings, heard),
            IsLocalTrouble = heard.Guard is GuardVoice.Alone,
        };
    }

    private static Voices Heard(JudgeSettings settings, Voices voices) => settings.Mode switch
    {
        JudgeMode.Strict => voices,
        JudgeMode.Advisory => voices with { Comparison = ComparisonVoice.Unknown, IsSplitAlarm = false },
        JudgeMode.Off => voices with { Comparison = ComparisonVoice.Unknown, IsSplitAlarm = false, Guard = GuardVoice.Silent },
    };

    private static IEnumerable<(Ruling Ruling, RulingReason Reason)> Compared(JudgeSettings settings, Voices heard) => heard.Comparison switch
    {
        ComparisonVoice.Worse => [(Ruling.RollBack, RulingReason.Comparison)],
        ComparisonVoice.Suspicious => [(Ruling.Hold, RulingReason.Suspicious)],
        // A step that has just begun has had no request yet, which stands against nobody.
        ComparisonVoice.Silent when Timed(settings, heard).Ruling is Ruling.Advance => [(Ruling.Hold, RulingReason.NothingToCompare)],
        ComparisonVoice.Silent or ComparisonVoice.Unknown or ComparisonVoice.Proven => [],
    };

    private static IEnumerable<(Ruling Ruling, RulingReason Reason)> Guarded(Voices heard) => heard.Guard switch
    {
        GuardVoice.All => [(Ruling.RollBack, RulingReason.TotalFailure)],
        GuardVoice.Several => [(Ruling.Hold, RulingReason.GuardAlarm)],
        GuardVoice.Alone or GuardVoice.Silent => [],
    };

    private static IEnumerable<(Ruling Ruling, RulingReason Reason)> Checked(JudgeSettings settings, Voices heard) => heard.Checks switch
    {
        { } checks when checks.FailedBefore + (IsBlamed(settings, heard) ? 1 : 0) >= Math.Max(1, checks.Threshold) => [(Ruling.RollBack, RulingReason.ChecksFailed)],
        { Verdict: Verdict.Failed, IsShown: true } when !IsShared(settings, heard) => [(Ruling.RollBack, RulingReason.ChecksFailed)],
        { Verdict: Verdict.Failed } when IsShared(settings, heard) => [(Ruling.Hold, RulingReason.PrimaryFailsToo)],
        { Verdict: Verdict.Failed } => [(Ruling.Hold, RulingReason.CheckFailed)],
        { Verdict: Verdict.Errored } => [(Ruling.Hold, RulingReason.CheckErrored)],
        { Verdict: Verdict.Inconclusive } => [(Ruling.Hold, RulingReason.CheckInconclusive)],
        { Verdict: null } when Timed(settings, heard).Ruling is Ruling.Advance => [(Ruling.Stay, RulingReason.ChecksNotAsked)],
        _ => [],
    };

    private static IEnumerable<(Ruling Ruling, RulingReason Reason)> Observed(Voices heard)
    {
        if (!heard.IsShareObserved)
        {
            yield return (Ruling.Hold, RulingReason.ShareNotObserved);
        }

        if (heard.IsSplitAlarm)
        {
            yield return (Ruling.Hold, RulingReason.SplitAlarm);
        }
    }

    private static (Ruling Ruling, RulingReason Reason) Timed(JudgeSettings settings, Voices heard)
    {
        var isProven = heard.Comparison is ComparisonVoice.Proven;
        var isOut = heard.Clock.IsTick && heard.Clock.Age >= heard.Clock.Interval;
        return settings.Pace is Pace.Proof && isProven && heard.Clock.Age >= settings.Dwell ? (Ruling.Advance, RulingReason.ShownSafe)
            : isOut ? (Ruling.Advance, isProven ? RulingReason.ShownSafe : RulingReason.NotShownBad)
            : (Ruling.Stay, RulingReason.StepRunning);
    }

    // A failure is counted at the look that found it; between looks it only stands.
    private static bool IsBlamed(JudgeSettings settings, Voices heard) =>
        heard.Clock.IsTick && heard.Checks.Verdict is Verdict.Failed && !IsShared(settings, heard);

    // Whoever is under suspicion beside it is not excused by the primary's trouble.
    private static bool IsShared(JudgeSettings settings, Voices heard) =>
        settings.SharedCause is SharedCause.Hold && heard.Checks.PrimaryFailsToo && heard.Comparison < ComparisonVoice.Suspicious && heard.Guard < GuardVoice.Several;
}
