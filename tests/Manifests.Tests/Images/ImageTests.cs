using System.Text.RegularExpressions;
using CanaryMesh.Support;
using YamlDotNet.RepresentationModel;

namespace CanaryMesh.Manifests.Tests.Images;

/// <summary>An image is made by its Dockerfile or by the SDK, and run by a Deployment: all of them speak of the same.</summary>
public sealed partial class ImageTests
{
    private static readonly string[] Deployments = ["base/webhook/deployment.yaml", "base/analyzer/deployment.yaml", "loadtester/deployment.yaml"];

    public static TheoryData<string> Names => [.. Makefile("IMAGES").Split(' ')];

    [Theory]
    [MemberData(nameof(Names))]
    public void Dockerfile_CopiesWhatIsThereAndAllThatItsProjectIsBuiltOf(string name)
    {
        var file = Dockerfile.Of(name);
        string[] copied = [.. file.Copied];

        Assert.All(copied, path => Assert.True(Path.Exists(Path.Combine(Repository.Root, path)), path));
        Assert.All(
            new ImageProject(file.Project).Folders,
            folder => Assert.Contains(copied, each => folder == each || folder.StartsWith(each + "/", StringComparison.Ordinal)));
        var let = File.ReadAllLines(Path.Combine(Repository.Root, ".dockerignore")).Where(line => line.StartsWith('!')).Select(line => line[1..]).ToHashSet();
        Assert.All(copied, path => Assert.Contains(path.Split('/')[0], let));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Dockerfile_AndTheSdk_MakeTheSameImage(string name)
    {
        var file = Dockerfile.Of(name);
        var project = new ImageProject(Makefile("PROJECT_" + name));

        Assert.Equal($"canarymesh/{name}", project.Image);
        Assert.Equal(Makefile("PROJECT_" + name), file.Project);
        Assert.Equal(project.Base, file.Base);
        Assert.Equal(project.User, file.User);
        Assert.Equal(project.Ports, file.Ports);
        Assert.Equal("/app/" + project.Assembly, project.Command);
        Assert.Equal(project.Command, file.Entrypoint[^1]);
    }

    // runAsNonRoot refuses a user that is given by name, and 0.
    [Theory]
    [MemberData(nameof(Names))]
    public void User_IsANumberAndNotRoot(string name) => Assert.Matches("^[1-9][0-9]*:[1-9][0-9]*$", Dockerfile.Of(name).User);

    [Theory]
    [MemberData(nameof(Names))]
    public void Image_HasAShellOnlyWhereHooksCallOne(string name) =>
        Assert.Equal(name != "loadtester", Dockerfile.Of(name).Base.EndsWith("-chiseled", StringComparison.Ordinal));

    [Fact]
    public void Deployments_RunTheirImagesAsTheUserAndOnThePortsThatTheseHave()
    {
        foreach (var deployment in Deployments.Select(Load))
        {
            var container = (YamlMappingNode)At(deployment, "spec", "template", "spec", "containers")[0];
            var file = Dockerfile.Of(Text(container, "image").Split('/')[1].Split(':')[0]);
            var pod = (YamlMappingNode)At(deployment, "spec", "template", "spec", "securityContext");

            Assert.Equal($"{Text(pod, "runAsUser")}:{Text(pod, "runAsGroup")}", file.User);
            Assert.Equal("true", Text(pod, "runAsNonRoot"));
            Assert.Equal("true", Text((YamlMappingNode)At(container, "securityContext"), "readOnlyRootFilesystem"));
            Assert.Equal(((YamlSequenceNode)container["ports"]).Select(port => Text((YamlMappingNode)port, "containerPort")), file.Ports);

            // Its root is read-only: an image that must write has a volume there.
            Assert.Contains(((YamlSequenceNode)container["volumeMounts"]).Cast<YamlMappingNode>(), mount => Text(mount, "mountPath") == "/tmp");
        }
    }

    private static string Makefile(string variable) =>
        Assignment().Matches(File.ReadAllText(Path.Combine(Repository.Root, "Makefile"))).Single(match => match.Groups[1].Value == variable).Groups[2].Value;

    private static YamlMappingNode Load(string file)
    {
        var stream = new YamlStream();
        using var reader = new StreamReader(Path.Combine(Repository.Manifests, file));
        stream.Load(reader);
        return (YamlMappingNode)stream.Documents[0].RootNode;
    }

    private static YamlNode At(YamlNode node, params string[] path) => path.Aggregate(node, (each, key) => each[key]);

    private static string Text(YamlMappingNode node, string key) => ((YamlScalarNode)node[key]).Value ?? "";

    [GeneratedRegex("^(IMAGES|PROJECT_[a-z]+) := (.*)$", RegexOptions.Multiline)]
    private static partial Regex Assignment();
}
