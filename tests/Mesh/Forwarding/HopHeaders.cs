namespace CanaryMesh.Mesh.Forwarding;

/// <summary>Headers that are about one connection, not about the message.</summary>
internal static class HopHeaders
{
    private static readonly HashSet<string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        "Connection", "Keep-Alive", "Proxy-Connection", "TE", "Trailer", "Transfer-Encoding", "Upgrade",
    };

    public static bool Contain(string name) => Names.Contains(name);
}
