using System.Text.Json.Nodes;
using CanaryMesh.Api.Tests.Support;

namespace CanaryMesh.Api.Tests.Crds;

public class RelaxedTests
{
    [Theory]
    [InlineData("interval: 1m, threshold: 5, maxWeight: 50, stepWeight: 10, iterations: 10", 0)]
    [InlineData("interval: 1m, threshold: 5, stepWeights: [1, 5, 50], iterations: 10", 0)]
    [InlineData("interval: 1m, threshold: 5, iterations: 10", 0)]
    [InlineData("interval: 1m, threshold: 5, stepWeight: 10, timeout: 1h30m, judge: advisory", 0)]
    [InlineData("interval: 1m, threshold: 5", 1)]
    [InlineData("interval: 1m, stepWeight: 5", 1)]
    [InlineData("threshold: 5, stepWeight: 5", 1)]
    [InlineData("interval: 1m, threshold: 5, stepWeight: '5'", 1)]
    [InlineData("interval: 1h, threshold: 5, stepWeight: 5", 1)]
    [InlineData("interval: 1m, threshold: 5, stepWeight: 5, judge: harsh", 1)]
    [InlineData("interval: 1m, threshold: 5, stepWeight: 5, stepwight: 5", 1)]
    public void Analysis_OfEachShape_IsAcceptedOrRefused(string analysis, int faults)
    {
        var document = Yaml.Documents($$"""
            spec: {targetRef: {apiVersion: apps/v1, kind: Deployment, name: a}, analysis: { {{analysis}} } }
            """)[0];

        Assert.Equal(faults, Faults("Canary", document).Count);
    }

    [Theory]
    [InlineData("type: slack, address: http://a", 0)]
    [InlineData("type: slack, secretRef: {name: a}", 0)]
    [InlineData("type: slack, address: http://a, secretRef: {name: a}", 0)]
    [InlineData("type: slack", 1)]
    [InlineData("address: http://a", 1)]
    public void AlertProvider_OfEachShape_IsAcceptedOrRefused(string spec, int faults) =>
        Assert.Equal(faults, Faults("AlertProvider", Yaml.Documents($"spec: {{ {spec} }}")[0]).Count);

    [Theory]
    [InlineData("{exact: a}", 0)]
    [InlineData("{suffix: a}", 0)]
    [InlineData("{exact: a, prefix: a}", 1)]
    [InlineData("{}", 1)]
    public void MatchedHeader_OfEachShape_IsAcceptedOrRefused(string match, int faults)
    {
        var document = Yaml.Documents($$"""
            spec:
              targetRef: {apiVersion: apps/v1, kind: Deployment, name: a}
              analysis: {interval: 1m, threshold: 1, iterations: 1, match: [{headers: {x-user: {{match}} } }] }
            """)[0];

        Assert.Equal(faults, Faults("Canary", document).Count);
    }

    private static IReadOnlyList<string> Faults(string kind, JsonNode document) => SchemaValidator.Faults(Crd.Ours(kind).Schema, document, strict: true);
}
