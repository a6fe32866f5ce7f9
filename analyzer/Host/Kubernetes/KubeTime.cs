using System.Globalization;

namespace CanaryMesh.Analyzer.Kubernetes;

/// <summary>Kubernetes' two forms of time: with microseconds in Leases, with whole seconds elsewhere.</summary>
internal static class KubeTime
{
    public static string Micro(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);

    public static string Seconds(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
