using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Host.Tests.Applying;
using CanaryMesh.Analyzer.Kubernetes;
using CanaryMesh.Analyzer.Observing;
using CanaryMesh.Analyzer.Rollouts;

namespace CanaryMesh.Analyzer.Host.Tests.Observing;

public sealed class ScalerReaderTests
{
    [Fact]
    public void Read_WithoutAutoscalers_IsNothing() => Assert.Equal(new() { ScaleDownWindow = TimeSpan.FromMinutes(5) }, Read());

    [Fact]
    public void Read_OfTheTargetsAndOfTheCopys_TellsThemApart()
    {
        var seen = Read(Scaler("a", "other"), Scaler("b", "web-canary"), Scaler("c", "web", 60), Scaler("d", "web", kind: "StatefulSet"));

        Assert.Equal(new() { Name = "c", ScaleDownWindow = TimeSpan.FromMinutes(1), OfCopy = "b" }, seen);
    }

    [Theory]
    [InlineData("web", null)]
    [InlineData("other", "spec.autoscalerRef names HorizontalPodAutoscaler other, which does not scale Deployment web")]
    [InlineData("none", "spec.autoscalerRef names HorizontalPodAutoscaler none, which does not exist")]
    public void Read_OfTheReference_SaysWhatIsWrongWithIt(string name, string? fault) =>
        Assert.Equal(fault, Read($$"""{ "kind": "HorizontalPodAutoscaler", "name": "{{name}}" }""", Scaler("web", "web"), Scaler("other", "web-primary")).Fault);

    [Fact]
    public void Read_OfAReferenceToAnotherKind_IsNotLookedUp() => Assert.Null(Read("""{ "kind": "ScaledObject", "name": "none" }""").Fault);

    [Fact]
    public void Project_LeavesTheStatusOut()
    {
        var scaler = Scaler("a", "web");
        scaler["status"] = new JsonObject { ["currentReplicas"] = 3 };

        Assert.Equal(["metadata", "spec"], ScalerReader.Project(scaler).Select(pair => pair.Key));
    }

    private static ScalerObservation Read(params JsonObject[] scalers) => Read(null, scalers);

    private static ScalerObservation Read(string? reference, params JsonObject[] scalers)
    {
        var canary = Thing.Canary();
        canary["spec"]!["autoscalerRef"] = reference is null ? null : JsonNode.Parse(reference);
        return ScalerReader.Read(new StillCache(KubeKind.HorizontalPodAutoscalers, [.. scalers.Select(ScalerReader.Project)]), canary, new("shop", "web"), "web");
    }

    private static JsonObject Scaler(string name, string target, int? window = null, string kind = "Deployment") => new()
    {
        ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = "shop" },
        ["spec"] = new JsonObject
        {
            ["scaleTargetRef"] = new JsonObject { ["kind"] = kind, ["name"] = target },
            ["behavior"] = window is null ? null : new JsonObject { ["scaleDown"] = new JsonObject { ["stabilizationWindowSeconds"] = window } },
        },
    };
}
