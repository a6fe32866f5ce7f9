using System.Text.Json.Nodes;
using CanaryMesh.Webhook.Steering;
using CanaryMesh.Webhook.Tests.Support;

namespace CanaryMesh.Webhook.Tests;

public sealed class SteerPolicyTests
{
    private const string On = """{"v":1,"on":true,"ports":[{"port":80,"from":8080,"to":"cm-s-8080"}]}""";
    private const string Off = """{"v":1,"on":false,"ports":[{"port":80,"from":8080,"to":"cm-s-8080"}]}""";

    [Theory]
    [InlineData(On, "8080", "\"cm-s-8080\"", 0)]
    [InlineData(On, "\"cm-s-8080\"", "\"cm-s-8080\"", 0)]
    [InlineData(On, "9090", "9090", 1)]
    [InlineData(On, "\"web\"", "\"web\"", 1)]
    [InlineData(Off, "\"cm-s-8080\"", "8080", 0)]
    [InlineData(Off, "8080", "8080", 0)]
    [InlineData(Off, "9090", "9090", 1)]
    [InlineData("nonsense", "8080", "8080", 0)]
    public void Decide_ByAnnotation_SetsTheTargetPortOrLeavesTheTeamsOwn(string record, string before, string after, int warnings)
    {
        var service = Service(before, record);

        var (desired, said) = SteerPolicy.Decide(null, service, byAnalyzer: true);

        Assert.Equal(after, desired["spec"]!["ports"]![0]!["targetPort"]!.ToJsonString());
        Assert.Equal(warnings, said.Count);
        Patches.AssertSame(desired, SteerPolicy.Decide(null, desired, byAnalyzer: true).Desired);
    }

    [Fact]
    public void Decide_PortWithoutTarget_IsSteeredWhenItsOwnNumberIsTheOriginal()
    {
        var service = Some.Service("""{"port":8080}""")
            .With(each => each.Annotate("steering", """{"v":1,"on":true,"ports":[{"port":8080,"from":8080,"to":"cm-s-8080"}]}"""));

        Assert.Equal("cm-s-8080", (string?)SteerPolicy.Decide(null, service, true).Desired["spec"]!["ports"]![0]!["targetPort"]);
    }

    [Fact]
    public void Decide_AppliedAgainByTheTeam_StaysSteeredWithoutAnnotation()
    {
        var (desired, _) = SteerPolicy.Decide(Service("\"cm-s-8080\"", On), Service("8080", null), byAnalyzer: false);

        Patches.AssertSame(Service("\"cm-s-8080\"", On), desired);
    }

    [Fact]
    public void Decide_AnalyzerDropsTheAnnotation_IsLeftAsItIs()
    {
        var service = Service("8080", null);

        Patches.AssertSame(service, SteerPolicy.Decide(Service("8080", Off), service, byAnalyzer: true).Desired);
    }

    private static JsonObject Service(string targetPort, string? record) =>
        Some.Service("""{"name":"http","port":80,"protocol":"TCP","targetPort":TARGET}""".Replace("TARGET", targetPort, StringComparison.Ordinal))
            .With(each => each.Annotate("steering", record));
}
