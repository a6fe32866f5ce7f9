using CanaryMesh.Architecture.Tests.Tree;

namespace CanaryMesh.Architecture.Tests;

public class SourceRulesTests
{
    [Theory]
    [InlineData("api/A.cs", 400, false)]
    [InlineData("api/A.cs", 401, true)]
    [InlineData("tests/Cluster/A.cs", 401, true)]
    [InlineData("proxy/Program.cs", 100, false)]
    [InlineData("proxy/Program.cs", 101, true)]
    public void Size_OfLines_IsBounded(string path, int lines, bool faulty) =>
        Assert.Equal(faulty, SourceRules.Size(new(path, string.Concat(Enumerable.Repeat("x\n", lines)))).Any());

    [Theory]
    [InlineData("internal sealed class CanaryManager;", true)]
    [InlineData("public readonly record struct PodInfo(int A);", true)]
    [InlineData("internal static partial class StringUtils", true)]
    [InlineData("    private abstract record ReconcilerBase;", true)]
    [InlineData("internal sealed class Handler", true)]
    [InlineData("public interface Service", true)]
    [InlineData("internal sealed record ServiceMetadata;", false)]
    [InlineData("internal sealed record NoData;", false)]
    [InlineData("internal sealed class Database;", false)]
    [InlineData("// a class PodInfo would say nothing", false)]
    [InlineData("internal sealed class PodManagers;", false)]
    public void TypeNames_OfADeclaration_AreJudged(string text, bool faulty) =>
        Assert.Equal(faulty, SourceRules.TypeNames(new("api/A.cs", "namespace A;\n\n" + text + "\n")).Any());

    [Theory]
    [InlineData("analyzer/Host/Kubernetes/Leases/A.cs", "using k8s.Models;", false)]
    [InlineData("cli/Kubernetes/A.cs", "using k8s;", false)]
    [InlineData("analyzer/Host/Reconciling/A.cs", "using k8s;", true)]
    [InlineData("webhook/A.cs", "var pod = new k8s.Models.V1Pod();", true)]
    [InlineData("webhook/A.cs", "using Client = k8s.IKubernetes;", true)]
    [InlineData("webhook/A.cs", "const string Group = \"admission.k8s.io\";", false)]
    [InlineData("webhook/A.cs", "const string Group = \"k8s.io\";", false)]
    public void KubernetesClient_OutsideItsFolder_IsFound(string path, string text, bool faulty) =>
        Assert.Equal(faulty, SourceRules.KubernetesClient(new(path, text)).Any());

    [Theory]
    [InlineData("proxy/Forwarding/A.cs", false)]
    [InlineData("proxy/Routing/Deep/A.cs", false)]
    [InlineData("proxy/Control/A.cs", true)]
    [InlineData("proxy/Program.cs", true)]
    [InlineData("analyzer/Host/Routing/A.cs", true)]
    public void Yarp_OutsideItsFolders_IsFound(string path, bool faulty) =>
        Assert.Equal(faulty, SourceRules.Yarp(new(path, "using Yarp.ReverseProxy.Forwarder;")).Any());

    [Theory]
    [InlineData("#pragma warning disable CA1000", true)]
    [InlineData("#pragma warning restore", false)]
    [InlineData("Thread.Sleep(1);", true)]
    [InlineData("// TODO: later", true)]
    [InlineData("#region Fields", true)]
    [InlineData("var todos = 1;", false)]
    public void Words_ThatAreBanned_AreFound(string text, bool faulty) => Assert.Equal(faulty, SourceRules.Words(new("api/A.cs", text)).Any());
}
