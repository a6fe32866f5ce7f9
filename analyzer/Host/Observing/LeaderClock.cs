namespace CanaryMesh.Analyzer.Observing;

/// <summary>How long this process has led.</summary>
internal sealed class LeaderClock(TimeProvider time)
{
    private long _since;

    public TimeSpan LeaderFor => time.GetElapsedTime(Volatile.Read(ref _since));

    public void Begin() => Volatile.Write(ref _since, time.GetTimestamp());
}
