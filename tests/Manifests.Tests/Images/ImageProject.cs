using System.Xml.Linq;
using CanaryMesh.Support;

namespace CanaryMesh.Manifests.Tests.Images;

/// <summary>What a project says of its image, and what the tree says for all of them.</summary>
internal sealed record ImageProject(string File)
{
    private readonly XDocument _own = XDocument.Load(Path.Combine(Repository.Root, File));
    private readonly XDocument _shared = XDocument.Load(Path.Combine(Repository.Root, "Directory.Build.targets"));

    public string Assembly => Own("AssemblyName");

    public string Image => Own("ContainerRepository");

    public string Base => Own("ContainerBase");

    public string User => _shared.Descendants("ContainerUser").Single().Value;

    public string Command => Included(_shared, "ContainerAppCommand").Single().Replace("$(AssemblyName)", Assembly, StringComparison.Ordinal);

    public IEnumerable<string> Ports => Included(_own, "ContainerPort");

    /// <summary>Folders of the projects that this one is built of, as seen from the root.</summary>
    public IEnumerable<string> Folders => Included(_own, "ProjectReference").Select(Beside).SelectMany(each => new ImageProject(each).Folders).Append(Path.GetDirectoryName(File)!);

    private string Beside(string reference) => Path.GetRelativePath(Repository.Root, Path.GetFullPath(Path.Combine(Repository.Root, Path.GetDirectoryName(File)!, reference)));

    private string Own(string property) => _own.Descendants(property).Single().Value;

    private static IEnumerable<string> Included(XDocument project, string item) => project.Descendants(item).Select(each => each.Attribute("Include")!.Value);
}
