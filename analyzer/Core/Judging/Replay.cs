namespace CanaryMesh.Analyzer.Judging;

/// <summary>A record fed back: what is decided now, and the first look that comes out otherwise than it is written; null if none does.</summary>
public sealed record Replay(Decision Decision, int? FirstDifference)
{
    /// <summary>Everything came out as it is written.</summary>
    public bool IsSame => FirstDifference is null;

    /// <summary>Feeds a record back.</summary>
    public static Replay Of(DecisionRecord record)
    {
        var run = new ComparisonRun(record.Settings, record.From);
        var (decision, first) = (record.Decision, (int?)null);
        for (var index = 0; index < record.Looks.Count; index++)
        {
            var look = record.Looks[index];
            var reading = run.Look(look.Input);
            decision = StrictestVoice.Decide(record.Settings, TrialBook.With(look.Heard, reading));
            first ??= reading.Voice == look.Comparison && IsSameRuling(decision, look.Decision) ? null : index;
        }

        return new(decision, first ?? (IsSameRuling(decision, record.Decision) ? null : record.Looks.Count));
    }

    private static bool IsSameRuling(Decision left, Decision right) => left.Ruling == right.Ruling && left.Reasons.SequenceEqual(right.Reasons);
}
