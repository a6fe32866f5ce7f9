namespace CanaryMesh.Analyzer.Control;

/// <summary>Bounds how often one stream may speak: far above what an honest proxy needs, far below what would hurt.</summary>
internal sealed class ReportPace(TimeProvider time)
{
    private const int MostPerSecond = 50;
    private long _second = time.GetTimestamp();
    private int _count;

    public bool Allows()
    {
        if (time.GetElapsedTime(_second) >= TimeSpan.FromSeconds(1))
        {
            (_second, _count) = (time.GetTimestamp(), 0);
        }

        return ++_count <= MostPerSecond;
    }
}
