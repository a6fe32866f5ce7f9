using CanaryMesh.Support;

namespace CanaryMesh.Demo;

/// <summary>How the demo was called.</summary>
internal sealed record DemoOptions(bool Keep, bool WithoutAnalyzer, string Folder, string? WriteImages = null)
{
    private const string ImagesOption = "--write-images=";

    public static DemoOptions Parse(IReadOnlyCollection<string> arguments) => new(
        arguments.Contains("--keep"),
        arguments.Contains("--without-analyzer"),
        arguments.FirstOrDefault(a => a.StartsWith("--folder=", StringComparison.Ordinal))?["--folder=".Length..] ?? Path.Combine(Repository.Artifacts, "demo"),
        arguments.FirstOrDefault(a => a.StartsWith(ImagesOption, StringComparison.Ordinal))?[ImagesOption.Length..]);
}
