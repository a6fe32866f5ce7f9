using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using CanaryMesh.Api.Configuration;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Observing;

/// <summary>Which Secrets may be pinned, and the hash of what one holds. Pure.</summary>
internal static class PinnedSecret
{
    private static readonly string[] Types = ["Opaque", "kubernetes.io/basic-auth", "kubernetes.io/ssh-auth"];

    /// <summary>Why it is followed although a pin is asked for: what a machine renews must reach every pod at once. Null if it may be pinned.</summary>
    public static string? WhyNot(JsonObject secret) =>
        secret.Text("type") is { } type && !Types.Contains(type) ? $"it is of type {type}"
        : secret.Objects("metadata", "ownerReferences").FirstOrDefault(owner => owner.Flag("controller")) is { } owner
            ? $"it belongs to {owner.Text("kind")} {owner.Text("name")}, which renews it"
            : null;

    /// <summary>Keyed, and of this one Secret: the same content elsewhere has another hash.</summary>
    public static string Hash(string ns, string name, JsonObject secret, ReadOnlyMemory<byte> key)
    {
        var place = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{ns}/{name}\n"));
        return Convert.ToHexStringLower(HMACSHA256.HashData(key.Span, [.. place, .. CanonicalJson.Utf8(ConfigContent.Of(secret))]))[..ConfigKeys.HashLength];
    }
}
