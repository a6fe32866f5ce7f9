namespace CanaryMesh.Cluster.Patching;

/// <summary>The media types of PATCH.</summary>
internal static class PatchTypes
{
    public const string Json = "application/json-patch+json";
    public const string Merge = "application/merge-patch+json";
    public const string Strategic = "application/strategic-merge-patch+json";
    public const string Apply = "application/apply-patch+yaml";

    public static IReadOnlyList<string> All { get; } = [Json, Merge, Strategic, Apply];
}
