namespace CanaryMesh.LoadTester.Serving;

/// <summary>Ready until told to stop.</summary>
internal sealed class Readiness
{
    private volatile bool _draining;

    public bool IsDraining => _draining;

    public void Drain() => _draining = true;
}
