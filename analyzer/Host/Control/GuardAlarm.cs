using Wire = CanaryMesh.Api.Control;

namespace CanaryMesh.Analyzer.Control;

/// <summary>Why a proxy ejected a version by itself, as it says: its own counts of split requests, and their evidence as natural logarithm.</summary>
internal sealed record GuardAlarm(
    PolicyId Policy, string CanaryVersion, ulong Admission, long CanaryFailed, long PrimaryFailed, long Requests, double LogEvidence, DateTimeOffset At)
{
    private const int LongestVersion = 64;
    private const double MostLogEvidence = 1e6;
    private static readonly TimeSpan Oldest = TimeSpan.FromDays(30);

    /// <summary>What the proxy says now; the one before if it only says it again, so that its time stands still.</summary>
    public static GuardAlarm? Of(Wire.Alarm? from, GuardAlarm? before, DateTimeOffset now)
    {
        if (from is null || from.CanaryVersion.Length is 0 or > LongestVersion)
        {
            return null;
        }

        var said = new GuardAlarm(
            PolicyId.Of(from.Policy),
            from.CanaryVersion,
            from.Admission,
            SideCounts.Bounded(from.CanaryFailed),
            SideCounts.Bounded(from.PrimaryFailed),
            SideCounts.Bounded(from.Requests),
            double.IsNaN(from.LogEvidence) ? 0 : Math.Clamp(from.LogEvidence, 0, MostLogEvidence),
            now - TimeSpan.FromMilliseconds(Math.Clamp(from.AgeMs, 0, (long)Oldest.TotalMilliseconds)));
        return before is not null && said with { At = before.At } == before ? before : said;
    }
}
