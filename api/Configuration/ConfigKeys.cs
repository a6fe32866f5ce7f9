using System.Buffers;

namespace CanaryMesh.Api.Configuration;

/// <summary>How the plan names configuration, and what a snapshot is called.</summary>
public static class ConfigKeys
{
    /// <summary>Stands for an optional ConfigMap that is not there; no snapshot ever has a name made of it.</summary>
    public const string Absent = "absent";

    /// <summary>Hex digits of a hash of content.</summary>
    public const int HashLength = 16;

    private const string ConfigMapPrefix = "configmap/";
    private const string SecretPrefix = "secret/";
    private const int MostName = 253;
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    /// <summary>Key of a ConfigMap in the plan.</summary>
    public static string OfConfigMap(string name) => ConfigMapPrefix + name;

    /// <summary>Name of the ConfigMap that a key of the plan stands for; null if it stands for something else.</summary>
    public static string? ConfigMap(string key) => key.StartsWith(ConfigMapPrefix, StringComparison.Ordinal) ? key[ConfigMapPrefix.Length..] : null;

    /// <summary>Key of a pinned Secret in the plan.</summary>
    public static string OfSecret(string name) => SecretPrefix + name;

    /// <summary>Name of the Secret that a key of the plan stands for; null if it stands for something else.</summary>
    public static string? Secret(string key) => key.StartsWith(SecretPrefix, StringComparison.Ordinal) ? key[SecretPrefix.Length..] : null;

    /// <summary>A key of the plan in words for people, e.g. "ConfigMap settings".</summary>
    public static string? Shown(string key) =>
        ConfigMap(key) is { } map ? $"ConfigMap {map}" : Secret(key) is { } secret ? $"Secret {secret}" : null;

    /// <summary>Name of the snapshot that an entry of the plan names; null if it names none.</summary>
    public static string? SnapshotOf(string key, string hash) =>
        hash != Absent && (ConfigMap(key) ?? Secret(key)) is { } name ? Snapshot(name, hash) : null;

    /// <summary>Name of the snapshot of a content: NAME-HASH. A name that grew too long loses its end; the hash stays.</summary>
    public static string Snapshot(string name, string hash) =>
        $"{name[..Math.Min(name.Length, MostName - hash.Length - 1)].TrimEnd('.', '-')}-{hash}";

    /// <summary>Whether the text is what a plan may hold: a hash of content, or <see cref="Absent"/>. Anyone may write an annotation.</summary>
    public static bool IsHash(string text) =>
        text == Absent || (text.Length == HashLength && text.AsSpan().IndexOfAnyExcept(HexDigits) < 0);

    internal static string Shorten(string hexDigits) => hexDigits[..HashLength];
}
