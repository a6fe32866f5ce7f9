namespace CanaryMesh.Analyzer.Rollouts;

/// <summary>A proxy that keeps the version on trial out while the others find nothing: its own counts of the requests that it drew.</summary>
public sealed record LoneAlarm(string Pod, long CanaryFailed, long PrimaryFailed, long Requests, DateTimeOffset At)
{
    /// <summary>Only a larger one makes an alarm of the same proxy another: its time is reckoned anew when it connects again.</summary>
    public ulong Admission { get; init; }
}
