using CanaryMesh.Analyzer.Comparison;
using CanaryMesh.Api.Evidence;
using CanaryMesh.Bench.Judge.Traffic;

namespace CanaryMesh.Bench.Judge.Ours;

/// <summary>Feeds streams to the product's evidence on errors; half of the stake is on latency, which these streams do not carry.</summary>
internal sealed record ErrorJudge
{
    private const int RestartSeconds = 60;

    // A counted block says nothing before both sides have this many requests.
    private const int FewestOfASide = 3;

    private static readonly double LogShare = Math.Log(0.5);
    private static readonly double Level = Math.Log(100);

    public Margin Margin { get; init; } = Margin.Errors;

    public double Burst { get; init; } = 1;

    /// <summary>Fed by proxies: drawn exposures, looked at each second in which a canary request failed, since nothing else can make it cross.</summary>
    public int? Drawn(Recording stream)
    {
        var evidence = Begin();
        var last = 0;
        for (var second = 0; second < stream.Seconds; second++)
        {
            if (second > 0 && second % RestartSeconds == 0)
            {
                Add(evidence, stream, last, second);
                last = second;
                evidence.Restart();
            }

            var failed = stream.Window(second, second + 1).CanaryErrors > 0;
            if (failed || (second + 1 < stream.Seconds && stream.Weight(second + 1) != stream.Weight(second)))
            {
                Add(evidence, stream, last, second + 1);
                last = second + 1;
            }

            if (failed && Crossed(evidence))
            {
                return second + 1;
            }
        }

        return null;
    }

    /// <summary>Fed by Prometheus every ten seconds: exposures are the requests counted.</summary>
    public int? Counted(Recording stream, int step = 10)
    {
        var evidence = Begin();
        var last = 0;
        for (var second = step; second <= stream.Seconds; second += step)
        {
            var (x, a, y, b) = stream.Window(last, second);
            var weightChanges = second < stream.Seconds && stream.Weight(second) != stream.Weight(second - 1);
            if ((a >= FewestOfASide && b >= FewestOfASide) || weightChanges)
            {
                evidence.Add(x, y, a, b);
                last = second;
                if (x > 0 && Crossed(evidence))
                {
                    return second;
                }
            }

            if (second % RestartSeconds == 0)
            {
                evidence.Restart();
            }
        }

        return null;
    }

    /// <summary>Users who stay on their side: either all errors are counted, or each user's first alone and with no added margin.</summary>
    public int? Sticky(IReadOnlyList<UserError> errors, double perSecond, double weight, bool firstOnly)
    {
        var evidence = (this with { Margin = firstOnly ? Margin with { Added = 0 } : Margin }).Begin();
        int last = 0, minute = 0;
        foreach (var error in errors.Where(each => each.First || !firstOnly))
        {
            for (; minute < error.Second / RestartSeconds; minute++)
            {
                evidence.Restart();
            }

            // With first errors the unit is the event itself: any exposure will do as long as the shares are right.
            var exposure = firstOnly ? 1 : (perSecond * (error.Second - last)) + 1e-9;
            last = error.Second;
            evidence.Add(error.OnCanary ? 1 : 0, error.OnCanary ? 0 : 1, exposure * weight, exposure * (1 - weight));
            if (error.OnCanary && Crossed(evidence))
            {
                return error.Second;
            }
        }

        return null;
    }

    public Evidence Begin() => new(StakeGrid.Harm, Margin) { Burst = Burst };

    public bool Crossed(Evidence evidence) => evidence.LogValue + LogShare >= Level;

    /// <summary>Enough to hold a step, not to roll back.</summary>
    public bool Suspects(Evidence evidence) => evidence.LogValue + LogShare >= Suspicion.LogLevel;

    private static void Add(Evidence evidence, Recording stream, int from, int until)
    {
        if (until > from)
        {
            var counts = stream.Window(from, until);
            var weight = stream.Weight(until - 1);
            evidence.Add(counts.CanaryErrors, counts.PrimaryErrors, counts.Total * weight, counts.Total * (1 - weight));
        }
    }
}
