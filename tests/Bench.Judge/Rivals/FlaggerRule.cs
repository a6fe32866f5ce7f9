using CanaryMesh.Bench.Judge.Traffic;

namespace CanaryMesh.Bench.Judge.Rivals;

/// <summary>Success rate over a window at every tick; no request is a failed check; failures add up; the tick after the last of them acts.</summary>
internal sealed record FlaggerRule(int Interval, int Threshold, int Window, double Success = 0.99)
{
    public static FlaggerRule Usual { get; } = new(60, 5, 60);

    public static FlaggerRule Fastest { get; } = new(10, 1, 60);

    public int? RollsBack(Recording stream)
    {
        var failed = 0;
        for (var second = Interval; second <= stream.Seconds; second += Interval)
        {
            if (failed >= Threshold)
            {
                return second;
            }

            failed += Fails(stream.Window(Math.Max(0, second - Window), second)) ? 1 : 0;
        }

        return null;
    }

    public bool Fails(Counts window) => window.Canary == 0 || 1 - ((double)window.CanaryErrors / window.Canary) < Success;
}
