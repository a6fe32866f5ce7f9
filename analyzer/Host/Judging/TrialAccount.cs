using CanaryMesh.Analyzer.Analysis;
using CanaryMesh.Analyzer.Observing;
using CanaryMesh.Analyzer.Planning;
using CanaryMesh.Analyzer.Rollouts;

namespace CanaryMesh.Analyzer.Judging;

/// <summary>What a tick has decided and what it knows beside the comparison: the rest of a record.</summary>
internal sealed record TrialAccount(RolloutKey Key, TrialOutcome Outcome, ChecksVoice Checks, RolloutStatus After, IReadOnlyList<SampleRecord> Samples)
{
    public static TrialAccount Of(RolloutWorld world, RolloutPlan plan, Judgement judgement, TrialOutcome outcome)
    {
        var seen = world.Seen;
        var weighed = RolloutPlanner.Weighed(seen, judgement);
        var verdict = weighed.IsShared && judgement.PrimaryFailsToo ? judgement.Verdict : weighed.Verdict;
        var checks = new ChecksVoice(RolloutPlanner.ChecksDue(seen) ? verdict : null)
        {
            FailedBefore = seen.Status.FailedChecks,
            Threshold = seen.Spec.Threshold,
            PrimaryFailsToo = judgement.PrimaryFailsToo,
            IsShown = weighed.IsShown,
        };
        return new(seen.Key, outcome, checks, plan.Status, RecordedSamples.Of(world.Board.Samples, seen.Status.FirstWeightAt ?? seen.Status.TrialStartedAt));
    }

    public DecisionRecord Of(TrialBook book, JudgeSettings settings, Decision decision, Moment moment) => RecordBounds.Of(
        book.Record(moment.Canary, moment.Primary, Sentence(book, settings, decision, moment), After.Checks, Samples) with
        {
            Rollout = Key.ToString(),
            Version = After.Trial ?? "",
            Outcome = Outcome,
            Findings = Judging.Findings.All(settings, book.State, moment.Canary, moment.Primary),
        });

    // What is said of an end or a hold is said everywhere alike. Of a step people are told the weight, and here on what ground it was taken.
    private string Sentence(TrialBook book, JudgeSettings settings, Decision decision, Moment moment) =>
        Outcome.Ruling is Ruling.Advance && decision is { Ruling: Ruling.Advance } && settings.Mode is not JudgeMode.Off && book.Reading is { } reading
            ? DecisionSentence.Of(settings, book.State, reading, decision, moment)
            : After.Message;
}
