namespace CanaryMesh.Proxy.Admin;

/// <summary>Ready = listeners bound and not draining; whether the analyzer can be reached plays no part.</summary>
internal sealed class ReadyState(DrainState drain)
{
    private volatile bool _bound;

    public bool IsBound => _bound;

    public bool IsDraining => drain.IsDraining;

    public bool IsReady => _bound && !drain.IsDraining;

    public void SetBound() => _bound = true;
}
