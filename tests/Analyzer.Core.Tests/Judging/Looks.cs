using CanaryMesh.Analyzer.Judging;

namespace CanaryMesh.Analyzer.Core.Tests.Judging;

/// <summary>Runs and looks at 10 %.</summary>
internal static class Looks
{
    public static readonly JudgeSettings Settings = new();
    public static readonly PolicyStamp Policy = Counted.First;

    public static ComparisonRun Run(JudgeSettings? settings = null) => new(settings ?? Settings, new(Traffic.Start));

    public static LookInput Input(int second, params Block[] blocks) => new(Traffic.Start.AddSeconds(second), 10, Policy, blocks);

    public static Block Failed(int canary, int primaryGood) => Counted.Only([Counted.Canary(new() { ServerError = canary }), Counted.Primary(Counted.Good(primaryGood))]);

    public static Block Block(long x, long y, long canary, long primary) => Counted.Only(
        [Counted.Canary(new() { ServerError = x, Success = canary - x }), Counted.Primary(new() { ServerError = y, Success = primary - y })]);

    public static ComparisonReading Play(Traffic traffic, int seconds, int requestsPerSecond) => Play(Run(), traffic, seconds, requestsPerSecond);

    public static ComparisonReading Play(ComparisonRun run, Traffic traffic, int seconds, int requestsPerSecond, int from = 0)
    {
        ComparisonReading? reading = null;
        IReadOnlyList<TallyRow> open = [];
        for (var second = from + 1; second <= from + seconds; second++)
        {
            var rules = BlockRules.Of(Settings, run.Exposure, 10, Policy, isWarmingUp: false);
            (var closed, open) = Blocks.Of([.. open, .. traffic.Draw(requestsPerSecond, 10, Policy)], rules);
            reading = run.Look(Input(second, [.. closed]));
        }

        return reading!;
    }
}
