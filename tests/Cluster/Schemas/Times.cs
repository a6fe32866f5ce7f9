using System.Globalization;
using CanaryMesh.Cluster.Json;

namespace CanaryMesh.Cluster.Schemas;

/// <summary>Times as the API writes them.</summary>
internal static class Times
{
    public static string? Normalize(string text, bool micro)
    {
        if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.RoundtripKind, out var time)
            || !text.Contains('T', StringComparison.Ordinal))
        {
            return null;
        }

        return micro ? Metadata.MicroTime(time) : Metadata.Time(time);
    }
}
