using CanaryMesh.Bench.Judge.Draws;
using CanaryMesh.Bench.Judge.Traffic;

namespace CanaryMesh.Bench.Judge.Ramps;

/// <summary>From 5 % to 50 %, five points more after each clean minute, for half an hour at most.</summary>
internal sealed class Ramp
{
    private const int Steps = 10;

    private readonly RampWorld world;
    private readonly Arrivals[] usual;
    private readonly Arrivals[] outage;

    public Ramp(RampWorld world)
    {
        this.world = world;
        usual = [.. Enumerable.Range(0, Steps).Select(step => new Arrivals(world.PerSecond, Weight(step), world.Canary, world.Primary))];
        outage = world.Outage is { } rate
            ? [.. Enumerable.Range(0, Steps).Select(step => new Arrivals(world.PerSecond, Weight(step), rate, rate))]
            : usual;
    }

    public RampEnd Run(Xoshiro draws, IRampRule rule)
    {
        var step = 0;
        Counts minute = default, all = default;
        for (var second = 1; second <= Recordings.HalfAnHour; second++)
        {
            var counts = (world.IsOut(second - 1) ? outage : usual)[step].Draw(draws);
            minute += counts;
            all += counts;
            var move = rule.RollsBackAt(counts, Weight(step)) ? RampMove.RollBack : second % 60 == 0 ? rule.Tick(minute) : RampMove.Hold;
            if (move is RampMove.RollBack || (move is RampMove.Advance && ++step == Steps))
            {
                return new(move, second, all.CanaryErrors);
            }

            minute = second % 60 == 0 ? default : minute;
        }

        return new(RampMove.Hold, Recordings.HalfAnHour, all.CanaryErrors);
    }

    private static double Weight(int step) => 0.05 * (step + 1);
}
