namespace CanaryMesh.Analyzer.Judging;

/// <summary>A decision with all that led to it as one sentence.</summary>
public static class DecisionSentence
{
    /// <summary>The sentence; where strict judging would have decided otherwise, its sentence as well.</summary>
    public static string Of(JudgeSettings settings, RunState state, ComparisonReading reading, Decision decision, Moment moment)
    {
        var sentence = OfOne(settings, state, reading, decision, moment);
        return decision.Advice is { } advice && advice.Ruling != decision.Ruling
            ? $"{sentence.TrimEnd('.')}. Strict judging would say: {OfOne(settings, state, reading, advice, moment)}"
            : sentence;
    }

    /// <summary>How far a reading is from either end.</summary>
    public static Meter MeterOf(JudgeSettings settings, ComparisonReading reading, Moment moment) =>
        new(reading.LogEvidence, -Math.Log(settings.Alpha), reading.Metrics.Min(metric => metric.LogProof) ?? 0, Math.Log(settings.ProofLevel))
        {
            RequestsLeft = moment.RequestsLeft,
            Outlook = moment.Outlook,
            RequestRate = moment.RequestRate,
        };

    private static string OfOne(JudgeSettings settings, RunState state, ComparisonReading reading, Decision decision, Moment moment)
    {
        var metric = reading.Causes.Names is [var first, ..] ? first : Measures.Errors;
        Finding Found(bool isProof) => Findings.Of(settings, state, isProof ? Measures.Errors : metric, moment.Canary, moment.Primary, isProof);
        var meter = MeterOf(settings, reading, moment);
        return decision.Reason switch
        {
            RulingReason.Comparison => VerdictSentence.RolledBack(moment.At, moment.At - moment.StepStartedAt, moment.Weight, Found(isProof: false), reading.LogEvidence),
            RulingReason.ShownSafe => VerdictSentence.ShownSafe(moment.Weight, Found(isProof: true)),
            RulingReason.NotShownBad => VerdictSentence.NotShownBad(moment.Weight, Found(isProof: true)),
            RulingReason.Suspicious => VerdictSentence.Suspicious(moment.Weight, Found(isProof: false), meter),
            RulingReason.StepRunning => VerdictSentence.Running(meter),
            _ => $"{Begins(decision.Ruling)} at {moment.Weight} %: {Why(decision.Reason, moment)}",
        };
    }

    // Each proxy told what it had counted when it was sure.
    private static string Counted(Ejection? ejected) => ejected is null
        ? ""
        : $": {Figures.Count(ejected.CanaryFailed)} of the canary's requests failed and {Figures.Count(ejected.PrimaryFailed)} of the primary's, of {Figures.Count(ejected.Requests)} in all";

    private static string Begins(Ruling ruling) => ruling switch
    {
        Ruling.RollBack => "Rolled back",
        Ruling.Hold => "Held",
        Ruling.Stay => "Waiting",
        Ruling.Advance => "Taken on",
    };

    private static string Why(RulingReason reason, Moment moment) => reason switch
    {
        RulingReason.PrimaryFailsToo => $"{moment.Checks}; the primary fails it as well",
        RulingReason.ChecksFailed or RulingReason.CheckFailed or RulingReason.CheckErrored or RulingReason.CheckInconclusive => moment.Checks,
        RulingReason.ChecksNotAsked => "nobody has looked at the checks in this step",
        RulingReason.ShareNotObserved => "the weight is not in force everywhere",
        RulingReason.SplitAlarm => "the requests are not split as the weight says; compared by counted requests from here on",
        RulingReason.EvidenceUnread => "what was found of this version before is not read yet",
        RulingReason.NothingToCompare => "one side has had no request",
        RulingReason.GuardAlarm => $"proxies have shut the canary out by their own counts{Counted(moment.Ejected)}",
        RulingReason.TotalFailure => $"every proxy has shut the canary out by its own counts{Counted(moment.Ejected)}",
        _ => "its time is up",
    };
}
