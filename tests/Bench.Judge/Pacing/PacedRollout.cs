using CanaryMesh.Analyzer.Analysis;
using CanaryMesh.Analyzer.Judging;
using CanaryMesh.Bench.Judge.Draws;
using CanaryMesh.Bench.Judge.Rivals;
using CanaryMesh.Bench.Judge.Traffic;

namespace CanaryMesh.Bench.Judge.Pacing;

/// <summary>One rollout by the product's run of a comparison and its strictest voice; beside it a check of 99 % over the last minute.</summary>
internal sealed class PacedRollout
{
    private const int Longest = 3600;
    private const int TickSeconds = 60;
    private const int Threshold = 5;

    private readonly Ladder ladder;
    private readonly Xoshiro draws;
    private readonly JudgeSettings settings;
    private readonly ComparisonRun run;
    private readonly Queue<Counts> minute = [];
    private Verdict? verdict;
    private int step;
    private int began;
    private int failedChecks;

    public PacedRollout(Ladder ladder, Xoshiro draws, JudgeSettings settings)
    {
        (this.ladder, this.draws, this.settings) = (ladder, draws, settings);
        run = new(settings, new(DateTimeOffset.UnixEpoch) { Past = ladder.Past(draws) });
    }

    public RolloutEnd Run()
    {
        for (var second = Ladder.LookSeconds; second <= Longest; second += Ladder.LookSeconds)
        {
            switch (Rule(second))
            {
                case Ruling.RollBack:
                    return new(false, true, second);
                case Ruling.Advance when step == Ladder.Weights.Count - 1:
                    return new(true, false, second);
                case Ruling.Advance:
                    (step, began, verdict) = (step + 1, second, null);
                    break;
                default:
                    break;
            }
        }

        return new(false, false, Longest);
    }

    private Ruling Rule(int second)
    {
        var isTick = second % TickSeconds == 0;
        var reading = run.Look(Input(second, isTick));
        if (isTick || reading.Voice is ComparisonVoice.Proven)
        {
            verdict = FlaggerRule.Usual.Fails(minute.Aggregate((sum, each) => sum + each)) ? Verdict.Failed : Verdict.Passed;
        }

        var checks = new ChecksVoice(verdict) { FailedBefore = failedChecks, Threshold = Threshold };
        var clock = new StepClock(TimeSpan.FromSeconds(second - began), TimeSpan.FromSeconds(TickSeconds), isTick);
        var decision = StrictestVoice.Decide(settings, new(checks, reading.Voice, clock) { IsSplitAlarm = reading.IsSplitAlarm });
        failedChecks += decision.CountsAsFailed ? 1 : 0;
        return decision.Ruling;
    }

    private LookInput Input(int second, bool isTick)
    {
        var stamp = new PolicyStamp(1, (ulong)step);
        var block = ladder.Draw(draws, step, stamp);
        minute.Enqueue(new((int)block.Canary.Errors, (int)block.Canary.Requests, (int)block.Primary.Errors, (int)block.Primary.Requests));
        if (minute.Count > TickSeconds / Ladder.LookSeconds)
        {
            minute.Dequeue();
        }

        return new(DateTimeOffset.UnixEpoch.AddSeconds(second), block.Weight, stamp, [block]) { IsTick = isTick };
    }
}
