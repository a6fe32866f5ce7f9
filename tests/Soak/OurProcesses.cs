namespace CanaryMesh.Soak;

internal static class OurProcesses
{
    public const string Proxy = "canarymesh-proxy";

    /// <summary>Where an app serves under load whose pods nobody strikes.</summary>
    public const string SteadyNamespace = "steady";

    /// <summary>What may be killed at any time.</summary>
    public static readonly IReadOnlyList<string> Killed = ["canarymesh-analyzer", "canarymesh-webhook", Proxy];

    public static readonly IReadOnlyList<string> Measured = [.. Killed, "canarymesh-cluster"];
}
