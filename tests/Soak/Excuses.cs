using CanaryMesh.Load;

namespace CanaryMesh.Soak;

/// <summary>Which lost requests a killed proxy explains.</summary>
internal static class Excuses
{
    /// <summary>Those in flight in the killed pod, and those that were led there until it left the endpoints. Through another pod only what was
    /// in flight in a killed canary the moment it died: what is drawn to it later must fall back.</summary>
    public static Outage? For(LostRequest lost, string? pod, IEnumerable<Outage> outages) => outages.FirstOrDefault(outage =>
        pod == outage.Address
            ? lost.EndedAt >= outage.From && lost.SentAt <= (outage.LeftAt ?? outage.DeadBy)
            : pod is not null && outage.IsCanary && lost.SentAt <= outage.DeadBy && lost.EndedAt >= outage.From);
}
