using CanaryMesh.Api.Names;

namespace CanaryMesh.Analyzer.Judging;

/// <summary>How far above a limit the canary's requests are looked at.</summary>
public static class FineShift
{
    /// <summary>Fewest buckets above a limit's that are at least so many, and end at least so much later. More of them only widen what is
    /// tolerated, so what is found worse is no less so.</summary>
    public static int Of(int limit, int buckets, TimeSpan floor)
    {
        var bounds = FineLatencyBuckets.BoundsMicroseconds;
        var shift = buckets;
        while (limit + shift < bounds.Length && bounds[limit + shift] - bounds[limit] < floor.TotalMicroseconds)
        {
            shift++;
        }

        return shift;
    }
}
