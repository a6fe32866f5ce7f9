using System.Security.Cryptography;
using System.Text.Json.Nodes;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Api.Configuration;

/// <summary>What of a ConfigMap makes a version: its data and binaryData, never its metadata or whether it is immutable.</summary>
public static class ConfigContent
{
    private const string Pin = "pin";
    private static readonly string[] Members = ["data", "binaryData"];

    /// <summary>Hash of the content: sixteen hex digits of the SHA-256 of its canonical JSON.</summary>
    public static string Hash(JsonObject configMap) =>
        ConfigKeys.Shorten(Convert.ToHexStringLower(SHA256.HashData(CanonicalJson.Utf8(Of(configMap)))));

    /// <summary>A copy of the content alone; empty members are left out.</summary>
    public static JsonObject Of(JsonObject configMap)
    {
        var content = new JsonObject();
        foreach (var member in Members)
        {
            if (configMap[member] is JsonObject { Count: > 0 } map)
            {
                content[member] = map.DeepClone();
            }
        }

        return content;
    }

    /// <summary>Whether the team asked us to treat this Secret like a ConfigMap, in either word's place; asked to leave it alone as well, we do.</summary>
    public static bool IsPinned(JsonObject secret) => !IsDisabled(secret)
        && (secret.Annotation(AnnotationNames.ConfigTracking) == Pin || secret.Annotation(AnnotationNames.FlaggerConfigTracking) == Pin);

    /// <summary>Whether the team asked us to leave this ConfigMap alone, in our word or in Flagger's.</summary>
    public static bool IsDisabled(JsonObject configMap) =>
        IsDisabled(configMap.Annotation(AnnotationNames.ConfigTracking)) || IsDisabled(configMap.Annotation(AnnotationNames.FlaggerConfigTracking));

    private static bool IsDisabled(string? value) => value?.StartsWith("disable", StringComparison.Ordinal) == true;
}
