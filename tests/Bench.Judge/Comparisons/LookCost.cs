using System.Globalization;
using CanaryMesh.Analyzer.Comparison;
using CanaryMesh.Analyzer.Judging;
using CanaryMesh.Bench.Judge.Draws;
using CanaryMesh.Bench.Judge.Goals;
using CanaryMesh.Bench.Judge.Ours;
using CanaryMesh.Bench.Judge.Pacing;

namespace CanaryMesh.Bench.Judge.Comparisons;

/// <summary>What a look costs: a block added and the evidence read, of errors and of three levels of latency; and beside it all that a run makes of a look.</summary>
internal static class LookCost
{
    private const double MostMicroseconds = 5;
    private const double AlmostNothing = 0.01;
    private const int Levels = 3;
    private static readonly PolicyStamp Stamp = new(1, 0);

    public static Goal Goal()
    {
        var block = new Ladder(200, 0.001, 0.001).Draw(Xoshiro.For("cost", 0), 0, Stamp);
        var (errors, latency, whole) = (Errors(block), Latency(block), Whole(block));
        var perLevel = latency.Microseconds / Levels;
        return new(
            20, "cost of a look at one metric", "no allocation, <= 5 us",
            string.Create(CultureInfo.InvariantCulture, $"errors {errors}, a level of latency {latency with { Microseconds = perLevel }}, of CPU; a run's whole look {whole}, a reading of it for people {Reading(block)}"),
            errors.Bytes < AlmostNothing && errors.Microseconds <= MostMicroseconds && latency.Bytes < AlmostNothing && perLevel <= MostMicroseconds);
    }

    private static Cost Errors(Block block)
    {
        var evidence = new ErrorJudge().Begin();
        return Cost.Of(200_000, _ =>
        {
            evidence.Add(block.X, block.Y, block.A, block.B);
            return evidence.LogValue;
        });
    }

    private static Cost Latency(Block block)
    {
        long[] canary = [.. block.Canary.Latency], primary = [.. block.Primary.Latency];
        var evidence = new LatencyEvidence(canary.Length, LatencyRule.Fine);
        return Cost.Of(50_000, _ =>
        {
            evidence.Add(canary, primary, block.SlowA, block.SlowB);
            return evidence.LogValue;
        });
    }

    private static Cost Reading(Block block)
    {
        var (book, meter) = (new TrialBook(Clocks.ByProof, new(DateTimeOffset.UnixEpoch)), new TrialMeter(Clocks.ByProof));
        var input = new LookInput(DateTimeOffset.UnixEpoch, block.Weight, Stamp, [block]) { IsTick = true };
        book.Look(input, new(new(null), ComparisonVoice.Unknown, default));
        return Cost.Of(100, number => meter.Read(input with { At = DateTimeOffset.UnixEpoch.AddSeconds(1 + number) }, book, null, [new(block.Weight, TimeSpan.FromMinutes(10))]).RequestRate);
    }

    private static Cost Whole(Block block)
    {
        var run = new ComparisonRun(Clocks.ByProof, new(DateTimeOffset.UnixEpoch));

        // The same counts again and again are no honest split: nothing is said of it, or the alarm would end the comparison.
        var silent = block with { Canary = block.Canary with { Drawn = 0 }, Primary = block.Primary with { Drawn = 0 } };
        return Cost.Of(1000, look => run.Look(new(DateTimeOffset.UnixEpoch.AddSeconds(look), block.Weight, Stamp, [silent])).LogEvidence);
    }
}
