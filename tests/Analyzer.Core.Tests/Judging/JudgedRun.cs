using CanaryMesh.Analyzer.Analysis;
using CanaryMesh.Analyzer.Judging;

namespace CanaryMesh.Analyzer.Core.Tests.Judging;

/// <summary>A whole trial of seeded chance: weights that rise, checks that come and go, looks of uneven length.</summary>
internal static class JudgedRun
{
    private static readonly int[] Weights = [10, 20, 50];

    public static TrialBook Of(int seed, JudgeSettings settings, int looks)
    {
        var random = new Random(seed);
        var traffic = new Traffic(seed, random.NextDouble() < 0.5 ? 0.01 : 0.04, 0.01) { RealShare = random.NextDouble() < 0.2 ? 0.4 : null };
        var book = new TrialBook(settings, new(Traffic.Start));
        var at = Traffic.Start;
        IReadOnlyList<TallyRow> open = [];
        for (var look = 0; look < looks; look++)
        {
            at += TimeSpan.FromSeconds(0.5 + (5 * random.NextDouble()));
            var step = look * Weights.Length / looks;
            var policy = new PolicyStamp(1, 1 + (ulong)step);
            var rules = BlockRules.Of(settings, book.Exposure, Weights[step], policy, isWarmingUp: look % 7 == 0);
            (var closed, open) = Blocks.Of([.. open, .. traffic.Draw(random.Next(60), Weights[step], policy)], rules);
            book.Look(new(at, Weights[step], policy, closed) { IsTick = look % 10 == 9 }, Heard(random, look));
        }

        return book;
    }

    private static Voices Heard(Random random, int look) =>
        new(new(random.NextDouble() < 0.9 ? Verdict.Passed : Verdict.Errored) { Threshold = 5 }, ComparisonVoice.Unknown, new(TimeSpan.FromSeconds(5 * (look % 20)), TimeSpan.FromSeconds(50), look % 10 == 9))
        {
            Guard = random.NextDouble() < 0.9 ? GuardVoice.Silent : GuardVoice.Alone,
            IsShareObserved = random.NextDouble() < 0.8,
        };
}
