namespace CanaryMesh.Rights.Tests;

/// <summary>Rights that no end-to-end test comes to need, each with who does.</summary>
internal static class UnaskedRights
{
    public static readonly IReadOnlyDictionary<string, string> Reasons = new Dictionary<string, string>(StringComparer.Ordinal);
}
