using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using CanaryMesh.Api.Names;

namespace CanaryMesh.Proxy.Control;

/// <summary>Token and trust anchors as they are on disk now: both are renewed beneath a running process.</summary>
internal sealed record ControlCredentials(string Token, X509Certificate2Collection Roots)
{
    private const string TokenFile = "token";

    /// <summary>The mounted anchors, else those known at injection. Null with a sentence if something is missing.</summary>
    public static ControlCredentials? Read(string folder, string bundle, out string fault)
    {
        if (Text(Path.Combine(folder, TokenFile)) is not { Length: > 0 } token)
        {
            fault = $"no token in {folder}";
            return null;
        }

        if ((Anchors(Text(Path.Combine(folder, Installation.CaKey))) ?? Anchors(bundle)) is not { } roots)
        {
            fault = $"no certificate authority, neither in {folder} nor in the environment";
            return null;
        }

        fault = "";
        return new ControlCredentials(token.Trim(), roots);
    }

    private static string? Text(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static X509Certificate2Collection? Anchors(string? pem)
    {
        var roots = new X509Certificate2Collection();
        try
        {
            roots.ImportFromPem(pem);
        }
        catch (CryptographicException)
        {
            return null;
        }

        return roots.Count > 0 ? roots : null;
    }
}
