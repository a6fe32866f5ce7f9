namespace CanaryMesh.Architecture.Tests.Tree;

/// <summary>A source file by its path from the root, with slashes.</summary>
internal sealed record SourceFile(string Path, string Text)
{
    public string Name => Folders[^1];

    /// <summary>The parts of the path, the file's name last.</summary>
    public string[] Folders => Path.Split('/');

    public int LineCount => Text.AsSpan().TrimEnd('\n').Count('\n') + 1;
}
