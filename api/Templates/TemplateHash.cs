using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace CanaryMesh.Api.Templates;

/// <summary>Identity of a version: "v1:" and the SHA-256 (hex) of a pod template in canonical JSON, without what makes no new version.</summary>
public readonly record struct TemplateHash
{
    private const string Prefix = "v1:";
    private const int ShortLength = 10;
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    private TemplateHash(string value) => Value = value;

    /// <summary>The whole hash, e.g. v1:0a1b…; 67 characters.</summary>
    public string Value { get; }

    /// <summary>First ten hex digits: the version label of metrics and reports.</summary>
    public string Short => Value is null ? "" : Value.Substring(Prefix.Length, ShortLength);

    /// <summary>Hashes a pod template (`spec.template` of a Deployment or ReplicaSet), defaulted by the API server; restart annotations make no new version.</summary>
    public static TemplateHash Of(JsonObject template, IReadOnlyCollection<string> restartAnnotations)
    {
        var canonical = CanonicalTemplate.Of(template, restartAnnotations);
        return new(Prefix + Convert.ToHexStringLower(SHA256.HashData(CanonicalJson.Utf8(canonical))));
    }

    /// <summary>Reads a hash written earlier; false if it is not one of version 1.</summary>
    public static bool TryParse(string? text, out TemplateHash hash)
    {
        var whole = text is { Length: 67 } && text.StartsWith(Prefix, StringComparison.Ordinal)
            && text.AsSpan(Prefix.Length).IndexOfAnyExcept(HexDigits) < 0;
        hash = whole ? new TemplateHash(text!) : default;
        return whole;
    }

    /// <inheritdoc/>
    public override string ToString() => Value ?? "";
}
