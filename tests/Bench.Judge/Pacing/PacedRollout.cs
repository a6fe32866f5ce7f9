using CanaryMesh.Analyzer.Analysis;
using CanaryMesh.Analyzer.Comparison;
using CanaryMesh.Analyzer.Judging;
using CanaryMesh.Api.Evidence;
using CanaryMesh.Bench.Judge.Draws;
using CanaryMesh.Bench.Judge.Ours;
using CanaryMesh.Bench.Judge.Rivals;
using CanaryMesh.Bench.Judge.Traffic;

namespace CanaryMesh.Bench.Judge.Pacing;

/// <summary>One rollout second by second: evidence and proof as proxies feed them, a check of 99 % each minute, and the strictest voice of all.</summary>
internal sealed class PacedRollout(Ladder ladder, Xoshiro draws, JudgeSettings settings)
{
    private const int Longest = 3600;
    private const int TickSeconds = 60;
    private const int Threshold = 5;

    private static readonly ErrorJudge Judge = new();

    private readonly Evidence harm = Judge.Begin();
    private readonly StepProof proof = new(ladder.Past(draws));
    private readonly Counts[] atWeight = new Counts[Ladder.Weights.Count];
    private readonly Counts[] recent = new Counts[TickSeconds];
    private Counts minute;
    private Counts unproven;
    private Verdict? verdict;
    private int step;
    private int began;
    private int failedChecks;
    private bool isDoubtful;

    public RolloutEnd Run()
    {
        for (var second = 1; second <= Longest; second++)
        {
            var failed = See(second);
            var ruling = failed || second % Ladder.LookSeconds == 0 ? Rule(second) : Ruling.Stay;
            if (ruling is Ruling.RollBack)
            {
                return new(false, true, second);
            }

            if (ruling is Ruling.Advance && !TryStep(second))
            {
                return new(true, false, second);
            }

            if (second % TickSeconds == 0)
            {
                harm.Restart();
            }
        }

        return new(false, false, Longest);
    }

    private bool See(int second)
    {
        var weight = Ladder.Weights[step];
        var errors = ladder.Errors(draws, step);
        minute += errors - recent[second % recent.Length];
        recent[second % recent.Length] = errors;
        atWeight[step] += errors;
        unproven += errors;
        harm.Add(errors.CanaryErrors, errors.PrimaryErrors, errors.Total * weight, errors.Total * (1 - weight));
        if (second % Ladder.LookSeconds == 0)
        {
            proof.Add(unproven, ladder.Slowness(draws, step), weight);
            unproven = default;
        }

        return errors.CanaryErrors > 0;
    }

    private Ruling Rule(int second)
    {
        var isTick = second % TickSeconds == 0;
        isDoubtful = isTick ? IsDoubtful() : isDoubtful;
        var voice = Voice();
        if (isTick || voice is ComparisonVoice.Proven)
        {
            verdict = FlaggerRule.Usual.Fails(minute) ? Verdict.Failed : Verdict.Passed;
        }

        var decision = StrictestVoice.Decide(settings, new(
            new(verdict) { FailedBefore = failedChecks, Threshold = Threshold }, voice,
            new(TimeSpan.FromSeconds(second - began), TimeSpan.FromSeconds(TickSeconds), isTick)));
        failedChecks += decision.CountsAsFailed ? 1 : 0;
        return decision.Ruling;
    }

    private ComparisonVoice Voice() =>
        Judge.Crossed(harm) ? ComparisonVoice.Worse
        : Judge.Suspects(harm) || isDoubtful ? ComparisonVoice.Suspicious
        : proof.IsThere ? ComparisonVoice.Proven
        : ComparisonVoice.Unknown;

    private bool IsDoubtful() => Suspicion.Chance(
        atWeight.Sum(each => each.CanaryErrors),
        [.. atWeight.Select((each, at) => new EventsAtWeight(each.CanaryErrors + each.PrimaryErrors, Ladder.Weights[at]))]) < Suspicion.LeastChance;

    private bool TryStep(int second)
    {
        step++;
        began = second;
        verdict = null;
        unproven = default;
        proof.BeginWeight();
        return step < Ladder.Weights.Count;
    }
}
