using System.Text.Json.Nodes;
using CanaryMesh.Api.Names;
using CanaryMesh.Support;
using CanaryMesh.Support.Kubernetes;
using CanaryMesh.Support.Rollouts;

namespace CanaryMesh.EndToEnd.Tests;

/// <summary>Teams' own Canaries whose only check is a MetricTemplate of another namespace, in the form that Flagger's users write.</summary>
public sealed class MetricTemplateTests
{
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(180);

    [Fact]
    public async Task Template_OverTheCopysPods_FailsABadVersionAndPassesAGoodOne()
    {
        var cluster = (await SharedCluster.StartedAsync()).Kubectl;
        var ns = $"metrics-{SharedCluster.Run}";
        await cluster.RunAsync(CancellationToken.None, "create", "namespace", ns);
        await ApplyAsync(cluster.In(ns), Template(await AddressAsync(cluster)));

        var (bad, good) = (JudgeAsync(ns, "3"), JudgeAsync(ns, "2"));

        var (refused, failed) = await bad;
        var (promoted, passed) = await good;
        Assert.Equal(("Failed", "ChecksFailed"), (refused.Phase, refused.Reason));
        Assert.StartsWith("error-share ", refused.Message, StringComparison.Ordinal);
        Assert.Contains(" is above 2 at weight 40", refused.Message, StringComparison.Ordinal);
        Assert.Equal("Succeeded", promoted.Phase);
        Assert.Equal(("Failed", "Passed"), ((string?)failed["verdict"], (string?)passed["verdict"]));
        Assert.Contains("pod=~\"web-canary-.*\"", (string?)failed["query"], StringComparison.Ordinal);
        await cluster.RunAsync(CancellationToken.None, "delete", "namespace", ns, "--wait=false");
    }

    // The verdict on a version, and what the status says of its check.
    private static async Task<(CanaryView Canary, JsonNode Check)> JudgeAsync(string templates, string version)
    {
        await using var web = await SharedCluster.AddPlainAsync($"checked{version}", plan => plan);
        await ApplyAsync(web.Kubectl, Canary(templates));
        await web.Canary.UntilAsync(canary => canary.Phase == "Initialized", Within, "the canary web is Initialized", CancellationToken.None);
        await web.SetVersionAsync(version, CancellationToken.None);
        var verdict = await web.JudgedAsync(Within, CancellationToken.None);
        var canary = await web.Kubectl.GetAsync(CancellationToken.None, "canary", "web");
        return (verdict, canary["status"]!["checks"]![0]!);
    }

    private static async Task<string> AddressAsync(Kubectl kubectl)
    {
        var settings = await kubectl.In(Installation.Namespace).GetAsync(CancellationToken.None, "configmap", Installation.ConfigMap);
        return (string)settings["data"]![Installation.Settings.MetricsServer]!;
    }

    private static async Task ApplyAsync(Kubectl kubectl, string manifest)
    {
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():n}.yaml");
        await File.WriteAllTextAsync(file, manifest);
        await kubectl.RunAsync(CancellationToken.None, "apply", "-f", file);
        File.Delete(file);
    }

    private static string Template(string address) => $$$"""
        apiVersion: flagger.app/v1beta1
        kind: MetricTemplate
        metadata: {name: error-share}
        spec:
          provider: {type: prometheus, address: "{{{address}}}"}
          query: |
            100 - 100 * sum(rate({{{MetricNames.Requests}}}{
              namespace="{{ namespace }}",
              pod=~"{{ target }}-canary-.*",
              outcome="{{ variables.good }}"
            }[{{ interval }}]))
            / sum(rate({{{MetricNames.Requests}}}{namespace="{{ namespace }}", pod=~"{{ target }}-canary-.*"}[{{ interval }}]))
        """;

    private static string Canary(string templates) => $$"""
        apiVersion: flagger.app/v1beta1
        kind: Canary
        metadata: {name: web}
        spec:
          targetRef: {apiVersion: apps/v1, kind: Deployment, name: web}
          service: {port: 80}
          analysis:
            interval: 2s
            threshold: 2
            stepWeights: [40]
            metrics:
              - name: error-share
                templateRef: {name: error-share, namespace: {{templates}}}
                templateVariables: {good: success}
                thresholdRange: {max: 2}
                interval: 8s
        """;
}
