using CanaryMesh.Analyzer.Rollouts;

namespace CanaryMesh.Analyzer.Planning;

/// <summary>The earlier of two times to look again.</summary>
internal static class LookAgain
{
    internal static TimeSpan? By(RolloutObservation seen, TimeSpan? after, DateTimeOffset? at)
    {
        if (at is not { } instant)
        {
            return after;
        }

        var wait = instant > seen.ObservedAt ? instant - seen.ObservedAt : TimeSpan.Zero;
        return after < wait ? after : wait;
    }
}
