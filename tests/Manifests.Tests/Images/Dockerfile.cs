using System.Text.Json;
using CanaryMesh.Support;

namespace CanaryMesh.Manifests.Tests.Images;

/// <summary>The lines of one Dockerfile, by instruction.</summary>
internal sealed record Dockerfile(string Name, IReadOnlyList<(string Instruction, string Words)> Lines)
{
    public static Dockerfile Of(string name) => new(
        name,
        [
            .. File.ReadAllText(Path.Combine(Repository.Root, name, "Dockerfile")).Replace("\\\n", " ", StringComparison.Ordinal).Split('\n')
                .Where(line => line.Length > 0 && !line.StartsWith('#')).Select(line => line.Split(' ', 2)).Select(parts => (parts[0], parts[1].Trim())),
        ]);

    /// <summary>The image that the last stage begins with, without its registry.</summary>
    public string Base => Last("FROM").Replace("${REGISTRY}/dotnet/", "", StringComparison.Ordinal);

    public string User => Last("USER");

    public IReadOnlyList<string> Entrypoint => JsonSerializer.Deserialize<string[]>(Last("ENTRYPOINT"))!;

    public IEnumerable<string> Ports => All("EXPOSE").SelectMany(rest => rest.Split(' '));

    /// <summary>What is taken from the tree.</summary>
    public IEnumerable<string> Copied => All("COPY").Where(rest => !rest.Contains("--from=", StringComparison.Ordinal))
        .SelectMany(rest => rest.Split(' ').Where(word => !word.StartsWith("--", StringComparison.Ordinal)).SkipLast(1));

    /// <summary>The project that is published.</summary>
    public string Project => All("RUN").Single(rest => rest.StartsWith("dotnet publish", StringComparison.Ordinal)).Split(' ')[2];

    private string Last(string instruction) => All(instruction).Last();

    private IEnumerable<string> All(string instruction) => Lines.Where(line => line.Instruction == instruction).Select(line => line.Words);
}
