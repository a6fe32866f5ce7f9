using CanaryMesh.LoadTester.Configuration;
using YamlDotNet.RepresentationModel;

namespace CanaryMesh.LoadTester.Tests;

public class ManifestTests
{
    [Fact]
    public void Installation_GivesNoRights() => Assert.Equal(
        ["Deployment", "Namespace", "NetworkPolicy", "Service", "ServiceAccount"],
        Documents().Select(document => Text(document, "kind")).Order());

    [Fact]
    public void Pod_HasNoTokenAndIsRestricted()
    {
        var pod = Map(Document("Deployment"), "spec", "template", "spec");
        var container = (YamlMappingNode)((YamlSequenceNode)pod["containers"])[0];

        Assert.Equal("false", Text(pod, "automountServiceAccountToken"));
        Assert.Equal("false", Text(Document("ServiceAccount"), "automountServiceAccountToken"));
        Assert.Equal(("true", "RuntimeDefault"), (Text(Map(pod, "securityContext"), "runAsNonRoot"), Text(Map(pod, "securityContext", "seccompProfile"), "type")));
        Assert.Equal(
            ("false", "true"),
            (Text(Map(container, "securityContext"), "allowPrivilegeEscalation"), Text(Map(container, "securityContext"), "readOnlyRootFilesystem")));
        Assert.Equal(["ALL"], ((YamlSequenceNode)Map(container, "securityContext", "capabilities")["drop"]).Select(each => ((YamlScalarNode)each).Value));
    }

    [Fact]
    public void Pod_OutlivesTheGraceOfItsTasks()
    {
        var surroundings = Surroundings.Read(Variables().GetValueOrDefault, out var faults);

        Assert.Empty(faults);
        Assert.True(int.Parse(Text(Map(Document("Deployment"), "spec", "template", "spec"), "terminationGracePeriodSeconds"), null) > (surroundings.Quiet + surroundings.Grace).TotalSeconds + 10);
    }

    [Fact]
    public void Variables_AreClosedAndAllRead()
    {
        var read = new HashSet<string>();
        var variables = Variables();

        var surroundings = Surroundings.Read(
            name =>
            {
                read.Add(name);
                return variables.GetValueOrDefault(name);
            },
            out _);

        Assert.Equal((true, false), (surroundings.RequiresToken, surroundings.RunsCommands));
        Assert.All(variables.Keys.Where(name => name.StartsWith("CANARYMESH_", StringComparison.Ordinal)), name => Assert.Contains(name, read));
    }

    private static Dictionary<string, string> Variables() =>
        ((YamlSequenceNode)((YamlMappingNode)((YamlSequenceNode)Map(Document("Deployment"), "spec", "template", "spec")["containers"])[0])["env"])
        .Cast<YamlMappingNode>().Where(each => each.Children.ContainsKey("value")).ToDictionary(each => Text(each, "name"), each => Text(each, "value"));

    private static YamlMappingNode Document(string kind) => Documents().Single(document => Text(document, "kind") == kind);

    private static List<YamlMappingNode> Documents() =>
    [
        .. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "manifests"), "*.yaml")
            .Where(file => Path.GetFileName(file) != "kustomization.yaml").SelectMany(Load),
    ];

    private static List<YamlMappingNode> Load(string file)
    {
        var stream = new YamlStream();
        using var reader = new StreamReader(file);
        stream.Load(reader);
        return [.. stream.Documents.Select(document => (YamlMappingNode)document.RootNode)];
    }

    private static YamlMappingNode Map(YamlMappingNode node, params ReadOnlySpan<string> path)
    {
        foreach (var key in path)
        {
            node = (YamlMappingNode)node[key];
        }

        return node;
    }

    private static string Text(YamlMappingNode node, string key) => ((YamlScalarNode)node[key]).Value ?? "";
}
