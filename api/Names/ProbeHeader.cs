namespace CanaryMesh.Api.Names;

/// <summary>How the analyzer asks through a Service whether it reaches a proxy: the proxy answers itself and echoes the value.</summary>
public static class ProbeHeader
{
    /// <summary>Request and response header; the value is a nonce.</summary>
    public const string Name = "x-canarymesh-probe";
}
