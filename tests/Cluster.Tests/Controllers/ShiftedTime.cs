namespace CanaryMesh.Cluster.Tests.Controllers;

/// <summary>The real time, put forward by what a test asks for.</summary>
internal sealed class ShiftedTime : TimeProvider
{
    private long ticks;

    public void PutForward(TimeSpan by) => Interlocked.Add(ref ticks, by.Ticks);

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddTicks(Interlocked.Read(ref ticks));
}
