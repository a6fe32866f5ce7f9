using System.Globalization;

namespace CanaryMesh.Analyzer.Kubernetes;

/// <summary>Kubernetes' two forms of time: with microseconds in Leases, with whole seconds elsewhere.</summary>
internal static class KubeTime
{
    public static string Micro(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);

    /// <summary>As it is once it was written with whole seconds.</summary>
    public static DateTimeOffset Whole(DateTimeOffset at) => new(at.UtcTicks / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond, TimeSpan.Zero);

    public static string Seconds(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
