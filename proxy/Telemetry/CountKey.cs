using CanaryMesh.Api.Control;

namespace CanaryMesh.Proxy.Telemetry;

internal readonly record struct CountKey(Side Side, CountRoute Route, string Version, ulong Term, ulong Revision, uint Weight)
{
    /// <summary>Where counts of keys that are no longer kept apart go.</summary>
    public CountKey Rest => new(Side, Route, Version, 0, 0, 0);

    public bool IsRest => Term == 0 && Revision == 0 && Weight == 0;
}
