using System.Security.Cryptography;
using System.Text;

namespace CanaryMesh.LoadTester.Serving;

/// <summary>Whether a call carries the token: as a bearer's, or as the password that Flagger's client makes of http://any:TOKEN@host/.</summary>
internal static class AccessRule
{
    private const string Bearer = "Bearer ";
    private const string Basic = "Basic ";

    public static bool Allows(string? authorization, string token) => Given(authorization) is { } given && Same(given, token);

    private static string? Given(string? authorization) => authorization switch
    {
        { } text when text.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) => text[Bearer.Length..].Trim(),
        { } text when text.StartsWith(Basic, StringComparison.OrdinalIgnoreCase) => Password(text[Basic.Length..].Trim()),
        _ => null,
    };

    private static string? Password(string pair)
    {
        var bytes = new byte[pair.Length];
        return Convert.TryFromBase64String(pair, bytes, out var length) && Encoding.UTF8.GetString(bytes, 0, length).Split(':', 2) is [_, var password]
            ? password
            : null;
    }

    // Hashed, so that not even the length of the token can be learned from the time it takes.
    private static bool Same(string one, string other) => CryptographicOperations.FixedTimeEquals(
        SHA256.HashData(Encoding.UTF8.GetBytes(one)), SHA256.HashData(Encoding.UTF8.GetBytes(other)));
}
