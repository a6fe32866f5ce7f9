namespace CanaryMesh.Soak;

internal static class OurProcesses
{
    public const string Proxy = "canarymesh-proxy";

    /// <summary>What may be killed at any time.</summary>
    public static readonly IReadOnlyList<string> Killed = ["canarymesh-analyzer", "canarymesh-webhook", Proxy];

    public static readonly IReadOnlyList<string> Measured = [.. Killed, "canarymesh-cluster"];
}
