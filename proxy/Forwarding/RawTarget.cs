namespace CanaryMesh.Proxy.Forwarding;

/// <summary>The request target as it came, byte for byte, behind another authority.</summary>
internal static class RawTarget
{
    private static readonly UriCreationOptions AsItIs = new() { DangerousDisablePathAndQueryCanonicalization = true };

    public static Uri Of(string prefix, string rawTarget) => new(string.Concat(prefix, PathAndQuery(rawTarget)), AsItIs);

    /// <summary>Without blanks and control characters, which Kestrel lets through: the next server might see a line end in them.</summary>
    public static bool IsClean(string rawTarget) => rawTarget.AsSpan().IndexOfAnyInRange('\0', ' ') < 0 && !rawTarget.Contains('\x7F', StringComparison.Ordinal);

    /// <summary>Origin form; the absolute form (RFC 9112 §3.2.2) loses its authority, the asterisk becomes the root.</summary>
    internal static string PathAndQuery(string rawTarget)
    {
        if (rawTarget.StartsWith('/'))
        {
            return rawTarget;
        }

        var authority = rawTarget.IndexOf("://", StringComparison.Ordinal);
        if (authority < 0)
        {
            return "/";
        }

        var path = rawTarget.AsSpan(authority + 3).IndexOfAny('/', '?');
        return path < 0 ? "/" : FromRoot(rawTarget[(authority + 3 + path)..]);
    }

    private static string FromRoot(string rest) => rest[0] == '/' ? rest : "/" + rest;
}
