using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Plans;
using CanaryMesh.Cli.Restarting;

namespace CanaryMesh.Cli.Tests.Restarting;

internal static class Rest
{
    private const string Plan = """{"v":1,"ports":[{"container":"web","name":"http","app":8080,"split":14080,"direct":14180}],"config":{}}""";

    public static RestartFacts Facts(string phase, string? status = null, string name = "api")
    {
        var plan = PortPlan.Parse(Plan, out var fault) ?? throw new InvalidDataException(fault);
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(plan.ToJson())))[..16];
        var canary = Parse($$"""{"metadata":{"name":"{{name}}","namespace":"shop"},"status":{"phase":"{{phase}}"} }""");
        var target = Parse($$"""
            {"metadata":{"name":"{{name}}","namespace":"shop","generation":3},"spec":{"replicas":1,"template":{"metadata":{"annotations":{} } } },
             "status":{"observedGeneration":3,"replicas":1,"updatedReplicas":1,"availableReplicas":1} }
            """);
        target["spec"]!["template"]!["metadata"]!["annotations"]![AnnotationNames.Plan] = plan.ToJson();
        var pod = Parse("""{"metadata":{"name":"api-1","annotations":{} } }""");
        if (status is not null)
        {
            pod["metadata"]!["annotations"]![AnnotationNames.Status] = status.Replace("PLAN", hash, StringComparison.Ordinal);
        }
        return new(canary, target, [pod], "proxy:2");
    }

    private static JsonObject Parse(string json) => JsonNode.Parse(json)!.AsObject();
}
