using CanaryMesh.Architecture.Tests.Tree;

namespace CanaryMesh.Architecture.Tests;

public class ProjectTests
{
    private const string Api = "api/CanaryMesh.Api.csproj";
    private const string Core = "analyzer/Core/CanaryMesh.Analyzer.Core.csproj";
    private const string Certs = "certs/Core/CanaryMesh.Certs.csproj";
    private static readonly string[] PackagesOfApi = ["Google.Protobuf", "Grpc.Core.Api", "Grpc.Tools"];

    [Fact]
    public void ProductProjects_ReferenceOnlyLibraries()
    {
        string[] libraries = [Api, Core, Certs];

        Assert.Empty(Repository.ProductProjects.SelectMany(project => project.References
            .Where(reference => !libraries.Contains(reference)).Select(reference => $"{project.Name} references {reference}")));
    }

    [Fact]
    public void Api_ReferencesNoProject() => Assert.Empty(Project(Api).References);

    [Fact]
    public void Core_ReferencesApiAlone()
    {
        Assert.Equal([Api], Project(Core).References);
        Assert.Empty(Project(Core).Packages);
    }

    [Fact]
    public void Api_UsesOnlyTheProtocolsPackages() => Assert.Empty(Project(Api).Packages.Except(PackagesOfApi));

    // It is a library without a side effect: the plugin replays what the analyzer decided, by the very code that decided it.
    [Fact]
    public void Core_IsReferencedByTheAnalyzerAndByThePluginThatReplaysIt() => Assert.Equal(
        ["CanaryMesh.Analyzer", "CanaryMesh.Cli"], Repository.ProductProjects.Where(project => project.References.Contains(Core)).Select(project => project.Name));

    [Fact]
    public void Core_HasTheBannedSymbols() => Assert.Contains("BannedSymbols.txt", Project(Core).AdditionalFiles);

    [Fact]
    public void Tests_AreReferencedByTestsAlone() => Assert.DoesNotContain(
        Repository.ProductProjects, project => project.References.Any(reference => reference.StartsWith("tests/", StringComparison.Ordinal)));

    [Fact]
    public void Projects_AreNotInsideEachOther() => Assert.Empty(
        from outer in Repository.Projects
        from inner in Repository.Projects
        where inner.Path != outer.Path && (inner.Folder + "/").StartsWith(outer.Folder + "/", StringComparison.Ordinal)
        select $"{inner.Path} is inside {outer.Path}");

    [Fact]
    public void Solution_IsOne() => Assert.Equal(["CanaryMesh.sln"], Repository.Solutions);

    [Fact]
    public void Solution_HasEveryProject()
    {
        var listed = File.ReadAllText(Path.Combine(Repository.Root, "CanaryMesh.sln")).Replace('\\', '/');

        Assert.All(Repository.Projects, project => Assert.Contains($"\"{project.Path}\"", listed, StringComparison.Ordinal));
    }

    private static ProjectFile Project(string path) => Repository.Projects.Single(project => project.Path == path);
}
