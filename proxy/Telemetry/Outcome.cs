namespace CanaryMesh.Proxy.Telemetry;

internal enum Outcome
{
    Success,
    ServerError,
    ConnectError,
    Reset,
    Timeout,
    ClientCancel,
}
