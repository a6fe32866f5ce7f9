using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace CanaryMesh.Analyzer.Gates;

/// <summary>Proves to a hook that a body is ours and of now: HMAC-SHA-256 over TIMESTAMP.BODY, the timestamp in Unix seconds.</summary>
internal static class HookSignature
{
    public const string TimestampHeader = "X-CanaryMesh-Timestamp";
    public const string SignatureHeader = "X-CanaryMesh-Signature";

    public static string Timestamp(DateTimeOffset at) => at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    public static string Of(ReadOnlySpan<byte> key, string timestamp, ReadOnlySpan<byte> body) =>
        "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(key, [.. Encoding.ASCII.GetBytes(timestamp + "."), .. body]));
}
