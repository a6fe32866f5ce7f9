using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CanaryMesh.Api.Tests.Support;
using CanaryMesh.Webhook.Admission;
using CanaryMesh.Webhook.Checking;
using CanaryMesh.Webhook.Tests.Support;

namespace CanaryMesh.Webhook.Tests;

/// <summary>Manifests that teams already have: in the shapes of Flagger's examples, and those of the document that users of the platform have.</summary>
public sealed partial class KnownManifestTests
{
    private readonly CheckEntry _entry = new(Some.Surroundings, new FixedAccess(allowed: true, readsSecrets: true));

    public static TheoryData<string> Analyses =>
    [
        "{interval: 15s, threshold: 10, maxWeight: 50, stepWeight: 5, stepWeightPromotion: 10}",
        "{interval: 15s, threshold: 10, stepWeights: [5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55]}",
        "{interval: 15s, threshold: 10, iterations: 10, match: [{headers: {cookie: {regex: '^(.*?;)?(type=insider)(;.*)?$'} } }, {headers: {x-canary: {exact: 'yes'} } }]}",
        "{interval: 30s, threshold: 2, iterations: 10, mirror: true, mirrorWeight: 100}",
        "{interval: 1m, threshold: 5, maxWeight: 50, stepWeight: 10, iterations: 10}",
        "{interval: 1m, threshold: 0, stepWeight: 10, primaryReadyThreshold: 50, canaryReadyThreshold: 100}",
        "{interval: 1m, threshold: 5, stepWeight: 10, sessionAffinity: {cookieName: flagger-cookie, maxAge: 21600, primaryCookieName: primary-cookie, sameSite: Lax} }",
        "{interval: 1m, threshold: 5, stepWeight: 10, metrics: [{name: request-success-rate, threshold: 99, interval: 1m}, {name: request-duration, threshold: 500, interval: 30s}]}",
        "{interval: 1m, threshold: 5, stepWeight: 10, metrics: [{name: 404s, templateRef: {name: not-found, namespace: istio-system}, thresholdRange: {max: 5}, interval: 1m}]}",
        "{interval: 1m, threshold: 5, stepWeight: 10, metrics: [{name: own, threshold: 5, query: '100 - sum(rate(x{ns=\"{{ namespace }}\",w=~\"{{ target }}\"}[{{ interval }}])) * 100'}]}",
        "{interval: 1m, threshold: 5, stepWeight: 10, alerts: [{name: on-call, severity: error, providerRef: {name: on-call, namespace: flagger} }]}",
        "{interval: 1m, threshold: 5, stepWeight: 10, webhooks: [{name: t, type: pre-rollout, url: 'http://flagger-loadtester.test/', timeout: 15s, metadata: {type: bash, cmd: 'curl'} }, "
            + "{name: l, url: 'http://flagger-loadtester.test/'}, {name: g, type: confirm-traffic-increase, url: 'http://x/gate/check', muteAlert: true}]}",
    ];

    [Theory]
    [MemberData(nameof(Analyses))]
    public async Task Check_OfAnAnalysisAsFlaggerTakesIt_Passes(string analysis) => await PassesAsync($$"""
        kind: Canary
        metadata: {name: podinfo, namespace: test}
        spec:
          progressDeadlineSeconds: 60
          targetRef: {apiVersion: apps/v1, kind: Deployment, name: podinfo}
          autoscalerRef: {apiVersion: autoscaling/v2, kind: HorizontalPodAutoscaler, name: podinfo}
          service:
            name: podinfo
            port: 80
            targetPort: 9898
            portName: http
            portDiscovery: true
            gateways: [istio-system/public-gateway, mesh]
            hosts: [app.example.com]
            trafficPolicy: {tls: {mode: DISABLE} }
            match: [{uri: {prefix: /} }]
            rewrite: {uri: /}
            timeout: 30s
            apex: {annotations: {9898.service.kuma.io/protocol: "http"} }
          skipAnalysis: false
          analysis: {{analysis}}
        """);

    [Theory]
    [InlineData("kind: MetricTemplate\nspec: {provider: {type: prometheus, address: 'http://flagger-prometheus:9090'}, query: 'sum(up{pod=~\"{{ target }}-{{ variables.x }}\"})'}")]
    [InlineData("kind: MetricTemplate\nspec: {provider: {type: prometheus, address: 'https://p', headers: {X-Scope-OrgID: ['1']}, secretRef: {name: prom-auth}, insecureSkipVerify: true}, query: up}")]
    [InlineData("kind: AlertProvider\nspec: {type: slack, channel: on-call-alerts, username: flagger, address: 'https://hooks.slack.com/services/A'}")]
    [InlineData("kind: AlertProvider\nspec: {type: msteams, secretRef: {name: teams-url} }")]
    [InlineData("kind: AlertProvider\nspec: {type: slack, address: 'https://hooks.slack.com/services/A', secretRef: {name: slack-url}, proxy: 'http://proxy:3128'}")]
    public async Task Check_OfTemplatesAndProvidersAsFlaggerTakesThem_Passes(string manifest) => await PassesAsync(manifest);

    [Fact]
    public async Task Check_OfTheDocumentsManifests_Passes()
    {
        var blocks = YamlBlock().Matches(await File.ReadAllTextAsync(Repository.Shared("seeds/canary-deployments-with-flagger.md")))
            .SelectMany(match => Yaml.Documents(match.Groups[1].Value)).OfType<JsonObject>().ToList();
        var resources = blocks.Where(each => (string?)each["apiVersion"] is "flagger.app/v1beta1").ToList();
        var lists = blocks.Where(each => each.ContainsKey("metrics") || each.ContainsKey("webhooks")).ToList();
        var analyses = blocks.Where(each => each.ContainsKey("analysis")).Select(each => (JsonObject)each["analysis"]!);

        Assert.Equal((4, 7), (resources.Count, lists.Count));
        foreach (var resource in resources)
        {
            // The document shows one Canary without its analysis.
            if ((string?)resource["kind"] == "Canary")
            {
                resource["spec"]!["analysis"] ??= new JsonObject { ["interval"] = "1m", ["threshold"] = 5, ["stepWeight"] = 10 };
            }

            await PassesAsync(resource);
        }

        foreach (var analysis in lists.Select(each => With(new JsonObject { ["stepWeight"] = 10 }, each)).Concat(analyses))
        {
            await PassesAsync(new JsonObject
            {
                ["kind"] = "Canary",
                ["spec"] = new JsonObject { ["targetRef"] = new JsonObject { ["kind"] = "Deployment", ["name"] = "some" }, ["analysis"] = analysis.DeepClone() },
            });
        }
    }

    [Fact]
    public async Task Check_OfTheDocumentsGateway_WarnsOfWhatTheProxiesDoNotDo()
    {
        var gateway = YamlBlock().Matches(await File.ReadAllTextAsync(Repository.Shared("seeds/canary-deployments-with-flagger.md")))
            .SelectMany(match => Yaml.Documents(match.Groups[1].Value)).OfType<JsonObject>().First(each => (string?)each["kind"] == "Canary");
        gateway["spec"]!["analysis"] = new JsonObject { ["interval"] = "1m", ["threshold"] = 5, ["stepWeight"] = 10 };

        var answer = await _entry.AnswerAsync(Some.Request("CREATE", Some.Parse(gateway.ToJsonString())), default);

        Assert.Equal(
            ["spec.service.gateways: [\"footanalytics-gateway.istio-system.svc.cluster.local\"]", "spec.service.hosts: [\"api.footanalytics.com\"]", "spec.service.trafficPolicy.tls: {\"mode\":\"ISTIO_MUTUAL\"}"],
            answer.Warnings.Select(warning => warning["canarymesh: ".Length..].Split(" has no effect with the proxies: ")[0]));
    }

    private static JsonObject With(JsonObject analysis, JsonObject members)
    {
        foreach (var (name, value) in members)
        {
            analysis[name] = value?.DeepClone();
        }

        return analysis;
    }

    private Task PassesAsync(string manifest) => PassesAsync((JsonObject)Yaml.Documents(manifest).Single());

    private async Task PassesAsync(JsonObject manifest)
    {
        var answer = await _entry.AnswerAsync(Some.Request("CREATE", Some.Parse(manifest.ToJsonString())), default);

        Assert.True(answer is Allowed, (answer as Denied)?.Message);
    }

    [GeneratedRegex("^`{3,4}yaml\n(.*?)^`{3,4}$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex YamlBlock();
}
