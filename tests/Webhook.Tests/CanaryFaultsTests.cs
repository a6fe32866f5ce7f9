using System.Text.Json.Nodes;
using CanaryMesh.Webhook.Checking;
using CanaryMesh.Webhook.Tests.Support;

namespace CanaryMesh.Webhook.Tests;

public sealed class CanaryFaultsTests
{
    [Fact]
    public void Of_FlaggersOwnExample_FindsNothing() => Assert.Empty(CanaryFaults.Of(Canary()).Faults);

    [Theory]
    [InlineData("""{"labels":{"a":"has space"}}""", "spec.service.apex.labels.a: \"has space\" must be empty, or letters")]
    [InlineData("""{"labels":{"a":"-b"}}""", "spec.service.apex.labels.a: \"-b\" must be")]
    [InlineData("""{"labels":{"a":"0123456789012345678901234567890123456789012345678901234567890123"}}""", "spec.service.apex.labels.a: ")]
    [InlineData("""{"labels":{"a b":"c"}}""", "spec.service.apex.labels: \"a b\" must be a key")]
    [InlineData("""{"labels":{"/a":"c"}}""", "spec.service.apex.labels: ")]
    [InlineData("""{"labels":{"Example.com/a":"c"}}""", "spec.service.apex.labels: ")]
    [InlineData("""{"annotations":{"a/b/c":"d"}}""", "spec.service.apex.annotations: \"a/b/c\" must be a key")]
    [InlineData("""{"annotations":{"canary.footanalytics.io/steering":"d"}}""", "spec.service.apex.annotations: ")]
    public void Of_MetadataThatKubernetesWouldRefuse_NamesPathValueAndWhatIsLegal(string apex, string fault) =>
        Assert.StartsWith(fault, Assert.Single(CanaryFaults.Of(Asking(apex)).Faults), StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"labels":{"a":"","example.com/B_c.d":"E_f.g-1"},"annotations":{"Example.com/a":"any thing: ä"}}""")]
    public void Of_MetadataThatKubernetesTakes_FindsNothing(string apex) => Assert.Empty(CanaryFaults.Of(Asking(apex)).Faults);

    [Fact]
    public void Of_AManagerOfTheTeams_WarnsThatItIsLeftOut()
    {
        var found = CanaryFaults.Of(Asking("""{"labels":{"app.kubernetes.io/managed-by":"Helm"}}"""));

        Assert.Empty(found.Faults);
        Assert.StartsWith(
            "canarymesh: spec.service.apex.labels: \"app.kubernetes.io/managed-by\" has no effect: ",
            Assert.Single(found.Warnings, each => each.Contains("managed-by", StringComparison.Ordinal)),
            StringComparison.Ordinal);
    }

    private static JsonObject Asking(string apex)
    {
        var canary = Canary();
        canary["spec"]!["service"]!["apex"] = JsonNode.Parse(apex);
        return canary;
    }

    [Fact]
    public void Of_EverythingWrong_NamesEveryFault()
    {
        var faults = CanaryFaults.Of(Some.Parse("""
            {"kind":"Canary","spec":{"provider":"linkerd","targetRef":{"kind":"DaemonSet"},"service":{"port":0},
             "analysis":{"interval":"often","threshold":-1,"maxWeight":101,"stepWeight":"5","stepWeights":[10,200],
              "metrics":[{"interval":"1 m"}],"webhooks":[{"timeout":5}]}}}
            """)).Faults;

        Assert.Equal(
            ["spec.targetRef.kind", "spec.targetRef.name", "spec.service.port", "spec.provider", "spec.analysis.interval", "spec.analysis.maxWeight",
                "spec.analysis.stepWeight", "spec.analysis.threshold", "spec.analysis.stepWeights[1]", "spec.analysis.metrics[0].name",
                "spec.analysis.metrics[0].interval", "spec.analysis.webhooks[0].name", "spec.analysis.webhooks[0].url", "spec.analysis.webhooks[0].timeout"],
            faults.Select(fault => fault.Split(": ")[0]));
    }

    [Theory]
    [InlineData("spec.targetRef.kind", "\"Service\"")]
    [InlineData("spec.targetRef.kind", "\"StatefulSet\"")]
    [InlineData("spec.targetRef.apiVersion", "\"extensions/v1beta1\"")]
    [InlineData("spec.targetRef.name", "\"\"")]
    [InlineData("spec.targetRef.name", "\"Web\"")]
    [InlineData("spec.targetRef.name", "\"web\\n\"")]
    [InlineData("spec.targetRef.name", "\"wéb\"")]
    [InlineData("spec.provider", "\"gatewayapi:v1beta1\"")]
    [InlineData("spec.provider", "\"Istio\"")]
    [InlineData("spec.provider", "7")]
    [InlineData("spec.service.headless", "true")]
    [InlineData("spec.provider", "\"nginx\"")]
    [InlineData("spec.provider", "\"\"")]
    [InlineData("spec.metricsServer", "\"prometheus:9090\"")]
    [InlineData("spec.metricsServer", "\"file:///etc/passwd\"")]
    [InlineData("spec.steeringMode", "\"sometimes\"")]
    [InlineData("spec.progressDeadlineSeconds", "0")]
    [InlineData("spec.progressDeadlineSeconds", "1e99")]
    [InlineData("spec.progressDeadlineSeconds", "5.5")]
    [InlineData("spec.service.port", "65536")]
    [InlineData("spec.service.targetPort", "\"sixteen-letters-\"")]
    [InlineData("spec.service.targetPort", "\"8080\"")]
    [InlineData("spec.service.targetPort", "70000")]
    [InlineData("spec.service.portName", "\"HTTP\"")]
    [InlineData("spec.service.name", "\"9web\"")]
    [InlineData("spec.service.timeout", "\"-1s\"")]
    [InlineData("spec.service.delegation", "true")]
    [InlineData("spec.analysis.interval", "\"\"")]
    [InlineData("spec.analysis.interval", "\"0s\"")]
    [InlineData("spec.analysis.interval", "\"-10s\"")]
    [InlineData("spec.analysis.interval", "\"10s\\n\"")]
    [InlineData("spec.analysis.interval", "\"１０s\"")]
    [InlineData("spec.analysis.interval", "\"9999999h\"")]
    [InlineData("spec.analysis.threshold", "-1")]
    [InlineData("spec.analysis.threshold", "3000000000")]
    [InlineData("spec.analysis.iterations", "-1")]
    [InlineData("spec.analysis.maxWeight", "100.5")]
    [InlineData("spec.analysis.mirrorWeight", "-5")]
    [InlineData("spec.analysis.canaryReadyThreshold", "101")]
    [InlineData("spec.analysis.timeout", "\"soon\"")]
    [InlineData("spec.analysis.maxHold", "\"never\"")]
    [InlineData("spec.analysis.onMaxHold", "\"page\"")]
    [InlineData("spec.analysis.judge", "\"kind\"")]
    [InlineData("spec.analysis.stepWeights", "7")]
    [InlineData("spec.analysis.metrics", "{}")]
    public void Of_OneMemberWrong_NamesThatOneAndWhatIsLegal(string path, string value)
    {
        ArgumentNullException.ThrowIfNull(path);
        var canary = Canary();
        Set(canary, path, value);

        var fault = Assert.Single(CanaryFaults.Of(canary).Faults);

        Assert.StartsWith(path + ": ", fault, StringComparison.Ordinal);
        Assert.Contains(" must ", fault, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', fault);
    }

    [Theory]
    [InlineData("[10,5]", "spec.analysis.stepWeights[1]: 5 must be above the step before it, which is 10")]
    [InlineData("[10,10]", "spec.analysis.stepWeights[1]: 10 must be above the step before it, which is 10")]
    [InlineData("[0]", "spec.analysis.stepWeights[0]: 0 must be a whole number from 1 to 100")]
    [InlineData("[\"5\"]", "spec.analysis.stepWeights[0]: \"5\" must be a whole number from 1 to 100")]
    [InlineData("[1,2.5]", "spec.analysis.stepWeights[1]: 2.5 must be a whole number from 1 to 100")]
    public void Of_StepsThatDoNotRise_NamesTheStep(string steps, string fault)
    {
        var canary = Canary();
        Set(canary, "spec.analysis.stepWeights", steps);

        Assert.Equal([fault], CanaryFaults.Of(canary).Faults);
    }

    [Theory]
    [InlineData("""{"name":"x","query":"up","templateRef":{"name":"y"}}""", "spec.analysis.metrics[0]: query and templateRef")]
    [InlineData("""{"name":"x","templateRef":{}}""", "spec.analysis.metrics[0].templateRef.name: it must be given")]
    [InlineData("""{"name":"x","templateRef":{"name":"y","namespace":"A"}}""", "spec.analysis.metrics[0].templateRef.namespace: \"A\" must be")]
    [InlineData("""{"name":"x","query":" "}""", "spec.analysis.metrics[0].query: \" \" must be")]
    [InlineData("""{"name":"x","query":"up{pod=\"{{ target }\"}"}""", "spec.analysis.metrics[0].query: line 1, column 9: this action does not end")]
    [InlineData("""{"name":"x","query":"up{pod=\"{{ tarjet }}\"}"}""", "spec.analysis.metrics[0].query: line 1, column 12: tarjet stands for nothing")]
    [InlineData("""{"name":"request-success-rate","thresholdRange":{"min":99,"max":1}}""", "spec.analysis.metrics[0].thresholdRange.min: 99 must be at most max, which is 1")]
    [InlineData("""{"name":"request-success-rate","thresholdRange":{"min":101}}""", "spec.analysis.metrics[0].thresholdRange.min: 101 must be at most 100")]
    [InlineData("""{"name":"request-duration","threshold":"500ms"}""", "spec.analysis.metrics[0].threshold: \"500ms\" must be a number")]
    public void Of_ACheckThatIsWrong_NamesIt(string metric, string fault)
    {
        var canary = Canary();
        Set(canary, "spec.analysis.metrics", $"[{metric}]");

        Assert.StartsWith(fault, Assert.Single(CanaryFaults.Of(canary).Faults), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"name":"a"}""", "url: it must be given")]
    [InlineData("""{"name":"a","url":"loadtester.test/"}""", "url: \"loadtester.test/\" must be an absolute http or https address")]
    [InlineData("""{"name":"a","url":"http://x","type":"before"}""", "type: \"before\" must be one of rollout, confirm-rollout")]
    [InlineData("""{"name":"a","url":"http://x","retries":-1}""", "retries: -1 must be")]
    [InlineData("""{"name":"a","url":"http://x","timeout":"forever"}""", "timeout: \"forever\" must be a duration")]
    [InlineData("""{"name":"a","url":"http://x","timeout":"61m"}""", "timeout: \"61m\" must be a duration above 0 and of at most 1h")]
    [InlineData("""{"name":"a","url":"http://x","expiry":"never","type":"confirm-rollout"}""", "expiry: \"never\" must be a duration")]
    [InlineData("""{"name":"a","url":"http://me:pw@x/"}""", "url: it carries a user or password")]
    [InlineData("""{"name":"a","url":"http://x","secretRef":{}}""", "secretRef.name: it must be given")]
    [InlineData("""{"name":"a","url":"http://x","metadata":{"cmd":5}}""", "metadata.cmd: 5 must be a text")]
    [InlineData("""{"name":"a","url":"http://x","metadata":["cmd"]}""", "metadata: [\"cmd\"] must be a map of texts")]
    public void Of_AHookThatIsWrong_NamesIt(string hook, string fault)
    {
        var canary = Canary();
        Set(canary, "spec.analysis.webhooks", $"[{hook}]");

        Assert.StartsWith("spec.analysis.webhooks[0]." + fault, Assert.Single(CanaryFaults.Of(canary).Faults), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("confirm-promotion", 0)]
    [InlineData("pre-rollout", 1)]
    [InlineData("", 1)]
    public void Of_AnExpiry_WarnsWhereItHasNoEffect(string type, int warnings)
    {
        var canary = Canary();
        Set(canary, "spec.analysis.webhooks", $$"""[{"name":"a","url":"http://x","type":"{{type}}","expiry":"2h"}]""");

        Assert.Equal(warnings, CanaryFaults.Of(canary).Warnings.Count(warning => warning.Contains("webhooks[0].expiry: only gates", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("""{"stepWeight":0}""")]
    [InlineData("""{"stepWeights":[]}""")]
    [InlineData("""{"iterations":0}""")]
    public void Of_NothingThatStepsOrRepeats_SaysThatNothingIsTried(string analysis)
    {
        var canary = Canary();
        Set(canary, "spec.analysis", analysis);

        Assert.StartsWith("spec.analysis: one of stepWeight", Assert.Single(CanaryFaults.Of(canary).Faults), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_ACheckThatHasNoSource_OnlyWarns()
    {
        var canary = Canary();
        Set(canary, "spec.analysis.metrics", """[{"name":"inference-latency","thresholdRange":{}}]""");

        var found = CanaryFaults.Of(canary);

        Assert.Empty(found.Faults);
        Assert.Equal(2, found.Warnings.Count(warning => warning.Contains("spec.analysis.metrics[0]", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("Progressing", 1)]
    [InlineData("Initializing", 0)]
    [InlineData("", 0)]
    public void Of_AnotherTarget_IsRefusedOnceTheFirstIsInOurCare(string phase, int faults)
    {
        var old = Canary().With(each => each["status"] = new JsonObject { ["phase"] = phase });
        var canary = Canary();
        Set(canary, "spec.targetRef.name", "\"other\"");

        Assert.Equal(faults, CanaryFaults.Of(canary, old).Faults.Count);
    }

    [Fact]
    public void Of_TenKilobytes_AreNotRepeated()
    {
        var canary = Canary();
        Set(canary, "spec.analysis.interval", $"\"{new string('x', 10_000)}\"");

        Assert.InRange(Assert.Single(CanaryFaults.Of(canary).Faults).Length, 1, 300);
    }

    private static JsonObject Canary() => Some.Parse("""
        {"kind":"Canary","spec":{"targetRef":{"apiVersion":"apps/v1","kind":"Deployment","name":"podinfo"},
         "autoscalerRef":{"apiVersion":"autoscaling/v2","kind":"HorizontalPodAutoscaler","name":"podinfo","primaryScalerReplicas":{"minReplicas":2,"maxReplicas":5}},
         "service":{"port":9898,"targetPort":"http","portName":"http","timeout":"15s","hosts":["podinfo.example"],"retries":{"attempts":3,"perTryTimeout":"1s"}},
         "analysis":{"interval":"30s","threshold":5.0,"maxWeight":50,"stepWeight":10,"iterations":10,
          "metrics":[{"name":"request-success-rate","thresholdRange":{"min":99},"interval":"1m"},
           {"name":"errors","templateRef":{"name":"errors","namespace":"istio-system"},"thresholdRange":{"max":1},"templateVariables":{"a":"b"}},
           {"name":"own","query":"sum(rate(up{pod=~\"{{ target }}-[0-9a-z]+\",ns=\"{{- namespace -}}\"}[{{ interval }}]))","threshold":5}],
          "alerts":[{"name":"ops","severity":"","providerRef":{"name":"slack"}}],
          "webhooks":[{"name":"gate","type":"confirm-rollout","url":"http://x"},{"name":"load","url":"https://x:80/a?b","timeout":"5s","retries":2}]}}}
        """);

    private static void Set(JsonObject canary, string path, string value)
    {
        var steps = path.Split('.');
        JsonNode parent = canary;
        foreach (var step in steps[..^1])
        {
            parent = parent[step]!;
        }

        parent[steps[^1]] = JsonNode.Parse(value);
    }
}
