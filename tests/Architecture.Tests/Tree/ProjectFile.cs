using System.Xml.Linq;

namespace CanaryMesh.Architecture.Tests.Tree;

/// <summary>A project by its path from the root, and what it names.</summary>
internal sealed record ProjectFile(string Path, IReadOnlyList<string> References, IReadOnlyList<string> Packages, IReadOnlyList<string> AdditionalFiles)
{
    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    public string Folder => System.IO.Path.GetDirectoryName(Path)!.Replace('\\', '/');

    public static ProjectFile Load(string root, string path)
    {
        var document = XDocument.Load(path);
        var folder = System.IO.Path.GetDirectoryName(path)!;
        string Rooted(string reference) => System.IO.Path
            .GetRelativePath(root, System.IO.Path.GetFullPath(System.IO.Path.Combine(folder, reference.Replace('\\', '/'))))
            .Replace(System.IO.Path.DirectorySeparatorChar, '/');
        IReadOnlyList<string> Includes(string element) =>
            [.. document.Descendants(element).Select(each => (string?)each.Attribute("Include")).OfType<string>()];
        return new(
            Rooted(System.IO.Path.GetFileName(path)),
            [.. Includes("ProjectReference").Select(Rooted)],
            Includes("PackageReference"),
            [.. Includes("AdditionalFiles").Select(Rooted)]);
    }
}
