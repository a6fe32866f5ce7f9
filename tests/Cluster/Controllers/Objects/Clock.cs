using System.Globalization;

namespace CanaryMesh.Cluster.Controllers.Objects;

/// <summary>Times as objects carry them.</summary>
internal static class Clock
{
    public static DateTimeOffset? Parse(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;
}
