using System.Text.Json;
using CanaryMesh.Analyzer.Analysis;
using CanaryMesh.Analyzer.Observing;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Queries;
using CanaryMesh.Api.Resources;
using CanaryMesh.Api.Resources.Canaries;

namespace CanaryMesh.Analyzer.Host.Tests.Observing;

public sealed class TrialQueriesTests
{
    [Fact]
    public void Values_AreThoseOfTheTrial()
    {
        var values = Values(Canary(), "2m");

        Assert.Equal(("web", "shop", "web", "web-canary", "web", "web", "2m"), (values.Name, values.Namespace, values.Target, values.Copy, values.Service, values.Ingress, values.Interval));
        Assert.Equal(["web-1"], values.PrimarySets);
    }

    [Fact]
    public void Service_AndIngress_MayHaveNamesOfTheirOwn()
    {
        var canary = Canary("""{ "service": { "name": "front", "port": 80 }, "ingressRef": { "apiVersion": "networking.k8s.io/v1", "kind": "Ingress", "name": "edge" } }""");

        var values = Values(canary, "1m");

        Assert.Equal(("front", "edge", "web"), (values.Service, values.Ingress, values.Route));
    }

    [Fact]
    public void Interval_WithAFraction_IsWrittenAsPromQlCanReadIt() => Assert.Equal("1500ms", Values(Canary(), "1.5s", TimeSpan.FromSeconds(1.5)).Interval);

    private static QueryValues Values(Canary canary, string interval, TimeSpan? window = null)
    {
        var world = new RolloutWorld
        {
            Canary = Thing.Canary(),
            Seen = new()
            {
                ObservedAt = default,
                Key = new("shop", "web"),
                Spec = new() { Target = "web", Interval = TimeSpan.FromSeconds(10), Threshold = 1, Steps = new(10, 50, []) },
                Status = new() { Promoted = [Thing.HashOf("v1")] },
            },
            Sets = [Thing.SetView("web-1", "v1", 4, 4, 1), Thing.SetView("web-0", "v1", 0, 0, 0), Thing.SetView("web-2", "v2", 1, 1, 2)],
        };
        return TrialQueries.Of(world, canary, "abc").Values(new("own", CheckKind.Query, null, null, window ?? TimeSpan.FromMinutes(2)) { Interval = interval });
    }

    private static Canary Canary(string? more = null)
    {
        var raw = Thing.Canary();
        foreach (var (name, value) in more is null ? [] : Thing.Json(more))
        {
            raw["spec"]![name] = value?.DeepClone();
        }

        return raw.Deserialize(ResourceJson.Default.Canary)!;
    }
}
