using CanaryMesh.Bench.Judge.Draws;

namespace CanaryMesh.Bench.Judge.Traffic;

/// <summary>Draws streams from phases, and streams in which errors do not come one by one.</summary>
internal static class Recordings
{
    public const int HalfAnHour = 1800;

    public static Recording Draw(Xoshiro draws, double perSecond, IReadOnlyList<Phase> phases, int seconds = HalfAnHour)
    {
        var counts = new Counts[seconds];
        var weights = new double[seconds];
        for (var index = 0; index < phases.Count; index++)
        {
            var phase = phases[index];
            var end = index + 1 < phases.Count ? phases[index + 1].Start : seconds;
            var arrivals = new Arrivals(perSecond, phase.Weight, phase.Canary, phase.Primary);
            for (var second = phase.Start; second < end; second++)
            {
                counts[second] = arrivals.Draw(draws);
                weights[second] = phase.Weight;
            }
        }

        return new(counts, weights);
    }

    public static Recording Draw(Xoshiro draws, double perSecond, double weight, double canary, double primary) =>
        Draw(draws, perSecond, [new(0, weight, canary, primary)]);

    /// <summary>Errors come several at a time on one side, as from a client that retries on its connection; alike on both sides.</summary>
    public static Recording Bursts(Xoshiro draws, double perSecond, double weight, double rate, int size)
    {
        var arrivals = new Arrivals(perSecond, weight, 0, 0);
        var bursts = Poisson.Of(perSecond * rate / size);
        var counts = new Counts[HalfAnHour];
        var weights = new double[HalfAnHour];
        for (var second = 0; second < HalfAnHour; second++)
        {
            counts[second] = arrivals.Draw(draws);
            weights[second] = weight;
            for (var left = bursts.Draw(draws); left > 0; left--)
            {
                counts[second] += draws.Happens(weight) ? new(size, size, 0, 0) : new(0, 0, size, size);
            }
        }

        return new(counts, weights);
    }

    /// <summary>Ten steps of three minutes, 5 % to 50 %, with stretches in which both sides fail alike.</summary>
    public static IReadOnlyList<Phase> Ramp(double rate, params IReadOnlyList<(int Start, int End, double Rate)> stretches)
    {
        var marks = Enumerable.Range(0, 10).Select(step => 180 * step).Concat(stretches.Select(each => each.Start))
            .Concat(stretches.Select(each => each.End)).Where(mark => mark < HalfAnHour).Distinct().Order();
        return [.. marks.Select(mark =>
        {
            var now = stretches.Where(each => each.Start <= mark && mark < each.End).Select(each => (double?)each.Rate).LastOrDefault() ?? rate;
            return new Phase(mark, 0.05 * (1 + Math.Min(9, mark / 180)), now, now);
        })];
    }
}
