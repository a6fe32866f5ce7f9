using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Analysis;
using CanaryMesh.Analyzer.Applying;
using CanaryMesh.Analyzer.Host.Tests.Applying;
using CanaryMesh.Analyzer.Host.Tests.Observing;
using CanaryMesh.Analyzer.Kubernetes;
using CanaryMesh.Analyzer.NetworkPolicies;
using CanaryMesh.Analyzer.Observing;
using CanaryMesh.Analyzer.Planning;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Plans;
using CanaryMesh.Api.Reasons;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Host.Tests.NetworkPolicies;

/// <summary>Ticks of a rollout among NetworkPolicies: gathered, planned, and what is then asked of the API server about them.</summary>
public sealed class PolicyRolloutTests : GatheredWorld
{
    private const string Subject = """{ "podSelector": { "matchLabels": { "app": "web" } }, "policyTypes": [ "Ingress" ], "ingress": [ { } ] }""";
    private static readonly string Twin = SideNames.Twin("front", "web", "subject");
    private readonly List<JsonObject> _policies = [PolicyTwinsTests.Policy("front", Subject)];

    public PolicyRolloutTests()
    {
        Deployment["spec"]!["template"] = WithPlan();
        Deployment["spec"]!["paused"] = true;
        Deployment.Annotate(AnnotationNames.Managed, "true");
        Deployment.Annotate(AnnotationNames.Held, Held);
        Beside = caches => caches with
        {
            Policies = new(new StillCache(KubeKind.NetworkPolicies, [.. _policies]), new StillCache(KubeKind.Namespaces, Namespace("shop", "a"), Namespace("db", "b")), "canarymesh-system"),
        };
        Canary = Status("Progressing");
    }

    private static string Held => TemplateHashes.Of(new JsonObject { ["spec"] = new JsonObject { ["template"] = WithPlan() } }, Thing.Restarts);

    [Fact]
    public async Task Trial_MakesTheTwinBeforeTheCopy()
    {
        var plan = await TickAsync();

        Assert.Equal([$"create networkpolicies/{Twin}", "create deployments/web-canary"], Writes());
        Assert.Equal("web-canary", Api.Made[0].Text("spec", "podSelector", "matchLabels", "app"));
        Assert.Equal(RolloutReason.WaitingForCopy, plan.Status.Reason);
    }

    [Fact]
    public async Task Twin_ThatIsRefused_KeepsTheCopyFromBeingMade()
    {
        Api.Answer = call => call.StartsWith("create networkpolicies", StringComparison.Ordinal) ? new KubeResult(403, null, "Forbidden", "") : null;

        await TickAsync();

        Assert.DoesNotContain("create deployments/web-canary", Api.Calls);
    }

    [Fact]
    public async Task Original_ThatChangesInMidTrial_IsFollowed()
    {
        await MakeTwinsAsync();
        ((JsonObject)_policies[0]["spec"]!)["ingress"] = JsonNode.Parse("""[ { "from": [ { "podSelector": {} } ] } ]""");

        await TickAsync();

        Assert.Equal([$"update networkpolicies/{Twin}"], Writes());
        Assert.True(Api.Bodies[^1].At("spec", "ingress")![0]!["from"] is not null);
    }

    [Fact]
    public async Task Original_ThatGoesInMidTrial_TakesItsTwinWithIt()
    {
        await MakeTwinsAsync();
        _policies.RemoveAt(0);

        await TickAsync();

        Assert.Equal([$"delete networkpolicies/{Twin} u-twin"], Writes());
    }

    [Fact]
    public async Task Twin_InStep_IsNotWritten()
    {
        await MakeTwinsAsync();

        await TickAsync();

        Assert.Empty(Writes());
    }

    [Fact]
    public async Task Trial_ThatIsOver_TakesTheTwinsAway()
    {
        await MakeTwinsAsync();
        Others.Clear();
        Sets.RemoveAt(1);
        Canary = Status("Failed", refused: Held);

        await TickAsync();

        Assert.Equal([$"delete networkpolicies/{Twin} u-twin"], Writes());
    }

    [Fact]
    public async Task Policy_OfTheTwinsNameThatIsNotOurs_IsLeftAndLetsNoTrialBegin()
    {
        _policies.Add(PolicyTwinsTests.Policy(Twin, """{ "podSelector": { "matchLabels": { "app": "other" } } }"""));
        Canary = Status("Succeeded");

        var plan = await TickAsync();

        Assert.Equal((RolloutReason.ForeignObject, $"NetworkPolicy {Twin} exists and is not ours; no trial"), (plan.Status.Reason, plan.Status.Message));
        Assert.Empty(Writes());
    }

    [Theory]
    [InlineData("a", "web", true)]
    [InlineData("b", "web", false)]
    [InlineData("a", "api", false)]
    public async Task Policy_OfAnotherNamespaceThatNamesTheTarget_LetsNoTrialBegin(string team, string app, bool isBlocked)
    {
        _policies.Add(PolicyTwinsTests.Policy(
            "inlet",
            $$"""{ "podSelector": {}, "policyTypes": [ "Ingress" ], "ingress": [ { "from": [ { "namespaceSelector": { "matchLabels": { "team": "{{team}}" } }, "podSelector": { "matchLabels": { "app": "{{app}}" } } } ] } ] }""",
            "db"));
        Canary = Status("Succeeded");

        var plan = await TickAsync();

        Assert.Equal(isBlocked ? RolloutReason.NetworkPolicyElsewhere : RolloutReason.NewVersion, plan.Status.Reason);
        Assert.Equal(isBlocked, plan.Status.Message.StartsWith("NetworkPolicy inlet of namespace db names the pods of web", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Ingress", """[ { "from": [ { "podSelector": { "matchLabels": { "app": "api" } } } ] } ]""", "keeps the primary's proxies from the copy's: add an ingress rule from the target's own pods to port 14180")]
    [InlineData("Egress", """[ { "ports": [ { "port": 53, "protocol": "UDP" } ] }, { "ports": [ { "port": 14010 } ] } ]""", "keeps the primary's proxies from the copy's: add an egress rule to port 14180 of the target's own pods")]
    [InlineData("Egress", """[ { "to": [ { "podSelector": {} } ] } ]""", "keeps the proxies from the analyzer: add an egress rule to port 14010 of the pods app.kubernetes.io/name=canarymesh-analyzer in namespace canarymesh-system")]
    [InlineData("Ingress", """[ { "ports": [ { "port": 8080 } ] }, { "from": [ { "podSelector": {} } ], "ports": [ { "port": 14180 } ] } ]""", "admits port 8080 and not 14080, where the proxy listens: add port 14080 to that rule, or write the port's name")]
    public async Task Policy_ThatKeepsConnectionsOfOursBack_LetsNoTrialBeginAndSaysWhatToAdd(string type, string rules, string says)
    {
        _policies[0] = PolicyTwinsTests.Policy(
            "front", $$"""{ "podSelector": { "matchLabels": { "app": "web" } }, "policyTypes": [ "{{type}}" ], "{{(type == "Ingress" ? "ingress" : "egress")}}": {{rules}} }""");
        Canary = Status("Succeeded");

        var plan = await TickAsync();

        Assert.Equal(RolloutReason.NetworkPolicyBlocks, plan.Status.Reason);
        Assert.Contains(says, plan.Status.Message, StringComparison.Ordinal);
        Assert.StartsWith("NetworkPolicy front ", plan.Status.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("-canary", plan.Status.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Policy_OfAKindThatIsNotRead_IsNamed()
    {
        Beside = caches => caches with
        {
            Policies = new(new StillCache(KubeKind.NetworkPolicies), new StillCache(KubeKind.Namespaces), "canarymesh-system")
            {
                Unread = [new StillCache(KubeKind.CiliumNetworkPolicies, PolicyTwinsTests.Policy("odd", "{}"), PolicyTwinsTests.Policy("elsewhere", "{}", "db"))],
            },
        };

        Assert.StartsWith("not read, since only its network plugin understands it: ciliumnetworkpolicies.cilium.io odd;", (await SeenAsync()).Policies.Unread, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Workload_WhosePoliciesWouldBlock_GetsNoProxies()
    {
        _policies[0] = PolicyTwinsTests.Policy("front", """{ "podSelector": {}, "ingress": [ { "ports": [ { "port": 8080 } ] } ] }""");
        Canary = Thing.Canary();
        Deployment["spec"]!["template"] = Thing.Template("v1");
        Deployment["spec"]!["paused"] = false;
        Deployment["metadata"]!["annotations"]!.AsObject().Remove(AnnotationNames.Held);

        var seen = await SeenAsync();

        Assert.False(seen.Target!.Splittable);
        Assert.Contains("NetworkPolicy front admits port 8080 and not 14080", seen.Target.NotSplittableReason, StringComparison.Ordinal);
    }

    private static JsonObject WithPlan()
    {
        var template = Thing.Template("v2");
        PlannedTemplate.Apply(template, PortPlanner.Plan(template, [Thing.Service()], [], null).Plan);
        return template;
    }

    private static JsonObject Namespace(string name, string team) => new()
    {
        ["metadata"] = new JsonObject { ["name"] = name, ["labels"] = new JsonObject { ["kubernetes.io/metadata.name"] = name, ["team"] = team } },
    };

    private static JsonObject Status(string phase, string? refused = null) => Thing.Canary(
        $$"""{ "phase": "{{phase}}", "canaryWeight": 0, "failedChecks": 0, "iterations": 0, "trialSpec": "{{Held}}", "refusedSpec": {{(refused is null ? "null" : $"\"{refused}\"")}}, "promotedSpecs": ["{{Thing.HashOf("v1")}}"], "trialStartTime": "2030-01-01T11:59:50Z" }""");

    private async Task MakeTwinsAsync()
    {
        await TickAsync();
        var twin = Api.Made.Single(made => made.Text("kind") == "NetworkPolicy");
        twin["metadata"]!["uid"] = "u-twin";
        _policies.Add(twin);
        var copy = Api.Made.Single(made => made.Text("kind") == "Deployment");
        copy["metadata"]!["uid"] = "copy";
        Others.Add(copy);
        var set = Thing.Set("web-canary-1", "v2", 1, 0, 2);
        set["metadata"]!["ownerReferences"]![0]!["uid"] = "copy";
        Sets.Add(set);
        Api.Calls.Clear();
    }

    private async Task<RolloutPlan> TickAsync()
    {
        var world = (await Gatherer([Canary]).GatherAsync(Key, CancellationToken.None)).World!;
        var plan = RolloutPlanner.Plan(world.Seen, Assessment.Of(world.Seen.Spec.Checks, world.Seen.Readings));
        var (twins, copies) = (new TwinActions(Api), new CopyActions(Api));
        foreach (var action in plan.Actions)
        {
            var result = action switch
            {
                RolloutAction.EnsureTwins => await twins.EnsureAsync(world.Policies, CancellationToken.None),
                RolloutAction.RemoveTwins => await twins.RemoveAsync(world.Policies, CancellationToken.None),
                RolloutAction.CreateCopy create => await copies.CreateAsync(world, create, CancellationToken.None),
                _ => ActionResult.Nothing,
            };
            if (!result.Ok)
            {
                break;
            }
        }

        return plan;
    }

    private List<string> Writes() => [.. Api.Calls.Where(call => call.Contains("networkpolicies", StringComparison.Ordinal) || call.StartsWith("create deployments", StringComparison.Ordinal))];
}
