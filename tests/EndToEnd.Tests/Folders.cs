using CanaryMesh.Support;

namespace CanaryMesh.EndToEnd.Tests;

/// <summary>Where a test class keeps its cluster's state and logs.</summary>
internal static class Folders
{
    public static string Of(string name) => Path.Combine(Repository.Artifacts, "end-to-end", name);
}
