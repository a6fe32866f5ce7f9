using CanaryMesh.Api.Evidence;

namespace CanaryMesh.Analyzer.Comparison;

/// <summary>Evidence on latency from bucket histograms. At each level an event is a request above a limit that the primary's earlier blocks gave,
/// so that a limit which moves with the load leaves the evidence valid. No look allocates.</summary>
public sealed class LatencyEvidence
{
    private readonly LatencyRule rule;
    private readonly long[] past;
    private readonly Evidence[] levels;

    /// <summary>Evidence on histograms of <paramref name="buckets"/> buckets, the last of them open; at least 2.</summary>
    public LatencyEvidence(int buckets, LatencyRule rule)
    {
        this.rule = rule;
        past = new long[buckets];
        levels = [.. rule.Levels.Select(_ => new Evidence(rule.Grid, rule.Margin, rule.Stake))];
    }

    /// <summary>The primary's requests of earlier blocks by bucket: the state, for <see cref="Remember"/>.</summary>
    public ReadOnlySpan<long> Past => past;

    /// <summary>The evidence of each level, in the order of the rule.</summary>
    public ReadOnlySpan<Evidence> Levels => levels;

    /// <summary>Natural logarithm of the mean of the levels' evidence: what rolls back.</summary>
    public double LogValue
    {
        get
        {
            var sum = double.NegativeInfinity;
            foreach (var level in levels)
            {
                sum = LogDomain.Add(sum, level.LogValue);
            }
            return sum - Math.Log(levels.Length);
        }
    }

    /// <summary>Natural logarithm of the weakest level's evidence: what proves, since every level must be proven.</summary>
    public double LeastLogValue
    {
        get
        {
            var least = double.PositiveInfinity;
            foreach (var level in levels)
            {
                least = Math.Min(least, level.LogValue);
            }
            return least;
        }
    }

    /// <summary>Adds a block: requests by bucket on both sides, and exposures (requests) <paramref name="a"/> of the canary and <paramref name="b"/> of the primary.</summary>
    public void Add(ReadOnlySpan<long> canary, ReadOnlySpan<long> primary, double a, double b)
    {
        for (var i = 0; i < levels.Length; i++)
        {
            if (LatencyLimit.Choose(past, rule.Levels[i]) is { } limit)
            {
                levels[i].Add(Above(canary, limit + rule.Shift), Above(primary, limit), a, b);
            }
        }
        Remember(primary);
    }

    /// <summary>Takes the primary's requests by bucket for later limits, and nothing as evidence; such as those of the minutes before the run.</summary>
    public void Remember(ReadOnlySpan<long> primary)
    {
        for (var i = 0; i < past.Length; i++)
        {
            past[i] += primary[i];
        }
    }

    /// <summary>Brings the next part of the stake into play; to be called between two blocks, once a minute.</summary>
    public void Restart()
    {
        foreach (var level in levels)
        {
            level.Restart();
        }
    }

    /// <summary>Forgets the evidence and keeps the past, as a proof does at each weight.</summary>
    public void Reset()
    {
        foreach (var level in levels)
        {
            level.Reset();
        }
    }

    private static double Above(ReadOnlySpan<long> buckets, int limit) =>
        limit + 1 < buckets.Length ? LatencyLimit.Total(buckets[(limit + 1)..]) : 0;
}
