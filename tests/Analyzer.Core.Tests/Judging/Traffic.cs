using CanaryMesh.Analyzer.Judging;

namespace CanaryMesh.Analyzer.Core.Tests.Judging;

/// <summary>A seeded trial: requests are drawn one by one, fail and are slow by chance.</summary>
internal sealed class Traffic(int seed, double canaryErrors, double primaryErrors)
{
    public static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private const int Buckets = 12;
    private readonly Random _random = new(seed);

    /// <summary>Share that is drawn, where it is not what the weight says.</summary>
    public double? RealShare { get; init; }

    /// <summary>How many buckets slower the canary is.</summary>
    public int Slower { get; init; }

    /// <summary>What was counted of so many requests under a policy.</summary>
    public IReadOnlyList<TallyRow> Draw(int requests, int weight, PolicyStamp policy)
    {
        var (canary, primary) = (new Cells(), new Cells());
        for (var request = 0; request < requests; request++)
        {
            if (_random.NextDouble() < (RealShare ?? weight / 100.0))
            {
                canary.Add(_random.NextDouble() < canaryErrors, Bucket() + Slower);
            }
            else
            {
                primary.Add(_random.NextDouble() < primaryErrors, Bucket());
            }
        }

        return [Counted.Canary(canary.Tally, weight, policy), Counted.Primary(primary.Tally, weight, policy)];
    }

    private int Bucket()
    {
        var bucket = 1;
        while (bucket < Buckets - 3 && _random.NextDouble() < 0.4)
        {
            bucket++;
        }

        return bucket;
    }

    private sealed class Cells
    {
        private readonly long[] _latency = new long[Buckets];
        private long _drawn;
        private long _errors;

        public Tally Tally => new() { Drawn = _drawn, Success = _drawn - _errors, ServerError = _errors, Latency = [.. _latency] };

        public void Add(bool fails, int bucket)
        {
            _drawn++;
            _errors += fails ? 1 : 0;
            _latency[bucket] += fails ? 0 : 1;
        }
    }
}
