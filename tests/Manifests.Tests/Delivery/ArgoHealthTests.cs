using System.Text.Json.Nodes;
using CanaryMesh.Support;
using CanaryMesh.Support.Processes;

namespace CanaryMesh.Manifests.Tests.Delivery;

/// <summary>What Argo CD shows of a Deployment with our script.</summary>
public sealed class ArgoHealthTests
{
    private const string Held = """ "annotations":{"canary.footanalytics.io/held":"v1:ab"} """;
    private const string Refused = """ "conditions":[{"type":"Available","status":"True"},{"type":"Progressing","status":"False","reason":"ProgressDeadlineExceeded","message":"5 of 100 \"failed\""}] """;

    [LuaTheory]
    [InlineData(Held, "\"paused\":true", "", "Progressing: a version is held: kubectl canary status web says why")]
    [InlineData(Held, "\"paused\":true", Refused, "Degraded: 5 of 100 \"failed\"")]
    [InlineData(Held, "", "", "Progressing: a version is held: kubectl canary status web says why")]
    [InlineData("", "\"paused\":true", Refused, "Suspended: Deployment is paused")]
    [InlineData("", "", Refused, "Degraded: 5 of 100 \"failed\"")]
    [InlineData("", "\"replicas\":3", "\"updatedReplicas\":1,\"replicas\":4,\"availableReplicas\":4", "Progressing: 1 of 3 replicas are updated")]
    [InlineData("", "\"replicas\":3", "\"updatedReplicas\":3,\"replicas\":4,\"availableReplicas\":4", "Progressing: 1 old replicas are still there")]
    [InlineData("", "\"replicas\":3", "\"updatedReplicas\":3,\"replicas\":3,\"availableReplicas\":2", "Progressing: 2 of 3 updated replicas are available")]
    [InlineData("", "\"replicas\":3", "\"updatedReplicas\":3,\"replicas\":3,\"availableReplicas\":3", "Healthy: ")]
    [InlineData("", "\"replicas\":0", "", "Healthy: ")]
    [InlineData(""" "generation":8 """, "", "\"updatedReplicas\":1,\"replicas\":1,\"availableReplicas\":1", "Progressing: the controller has not seen this generation yet")]
    public async Task Deployment_IsShownAsWhatItIs(string metadata, string spec, string status, string shown)
    {
        var deployment = JsonNode.Parse($$"""
            {"metadata":{"name":"web","generation":7{{More(metadata)}} },"spec":{ {{(spec.Length > 0 ? spec : "\"replicas\":1")}} },"status":{"observedGeneration":7{{More(status)}} } }
            """.Replace("\"generation\":7, \"generation\":8", "\"generation\":8", StringComparison.Ordinal))!;

        Assert.Equal(shown, await ShowAsync(deployment));
    }

    [LuaTheory]
    [InlineData("""{"metadata":{"name":"web"},"spec":{}}""")]
    public async Task Deployment_WithoutAStatus_IsProgressing(string deployment) => Assert.StartsWith("Progressing: ", await ShowAsync(JsonNode.Parse(deployment)!), StringComparison.Ordinal);

    private static string More(string members) => members.Length > 0 ? "," + members : "";

    private static async Task<string> ShowAsync(JsonNode deployment)
    {
        var script = Path.Combine(Repository.Manifests, "gitops", "argocd", "deployment-health.lua");
        var run = $"obj = {Literal(deployment)}\nlocal health = dofile({Quoted(script)})\nio.write(health.status, ': ', health.message or '')";
        return (await Command.RunAsync(Repository.Tool("lua"), ["-"], new Dictionary<string, string>(), run, CancellationToken.None)).EnsureSuccess().Output;
    }

    private static string Literal(JsonNode? node) => node switch
    {
        JsonObject members => "{" + string.Join(",", members.Select(pair => $"[{Quoted(pair.Key)}]={Literal(pair.Value)}")) + "}",
        JsonArray items => "{" + string.Join(",", items.Select(Literal)) + "}",
        JsonValue text when text.TryGetValue<string>(out var words) => Quoted(words),
        null => "nil",
        _ => node.ToJsonString(),
    };

    private static string Quoted(string text) => "'" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal) + "'";
}
