using System.Globalization;
using CanaryMesh.Load;

namespace CanaryMesh.Soak;

/// <summary>Every lost request with what explains it; what nothing explains was lost by us.</summary>
internal static class LostByUs
{
    public static IEnumerable<(string Line, bool ByUs)> Judge(LoadSnapshot counts, ConnectionLog connections, IReadOnlyList<Outage> outages)
    {
        foreach (var lost in counts.FirstLost)
        {
            var pod = connections.PodOf(lost.LocalPort, lost.EndedAt);
            var excuse = Excuses.For(lost, pod, outages);
            yield return (string.Create(
                CultureInfo.InvariantCulture,
                $"{(excuse is null ? "LOST BY US" : "in a killed proxy's pod")}: {lost.SentAt:HH:mm:ss.fff} {lost.Method} {lost.TookMilliseconds:F0} ms, led to {pod ?? "no pod"}: {lost.Reason}"), excuse is null);
        }

        if (counts.Lost > counts.FirstLost.Count)
        {
            yield return (string.Create(CultureInfo.InvariantCulture, $"LOST BY US: {counts.Lost - counts.FirstLost.Count} more than were kept"), true);
        }
    }
}
