using System.Text.RegularExpressions;
using CanaryMesh.Api.Resources.AlertProviders;
using CanaryMesh.Api.Resources.Canaries;
using CanaryMesh.Api.Resources.MetricTemplates;
using CanaryMesh.Api.Tests.Support;

namespace CanaryMesh.Api.Tests.Crds;

/// <summary>What the schema does not declare the API server drops without a word, so every member that we write is declared.</summary>
public partial class DeclaredTests
{
    public static TheoryData<string, Type> Kinds => new()
    {
        { "Canary", typeof(Canary) }, { "MetricTemplate", typeof(MetricTemplate) }, { "AlertProvider", typeof(AlertProvider) },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Member_OfARecord_IsDeclared(string kind, Type type)
    {
        var declared = SchemaWalk.Nodes(Crd.Ours(kind).Schema).Select(node => node.Key);

        Assert.Empty(TypedPaths.Of(type).Where(path => !Elsewhere().IsMatch(path)).Except(declared));
    }

    [Fact]
    public void Paths_OfACanary_ReachItsLeaves() => Assert.Contains(
        ".spec.service.trafficPolicy.loadBalancer.consistentHash.httpCookie.ttl", TypedPaths.Of(typeof(Canary)));

    // Metadata is declared by the API server; types that several places share have members for one of them alone.
    [GeneratedRegex(@"^\.metadata\.|\.(targetRef|ingressRef|routeRef)\.namespace$|^\.spec\.service\..*\.suffix$|\.queryParams\.\*\.suffix$")]
    private static partial Regex Elsewhere();
}
