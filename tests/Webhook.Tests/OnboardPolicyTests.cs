using System.Text.Json.Nodes;
using CanaryMesh.Api.Plans;
using CanaryMesh.Webhook.Admission;
using CanaryMesh.Webhook.Onboarding;
using CanaryMesh.Webhook.Tests.Support;

namespace CanaryMesh.Webhook.Tests;

/// <summary>NetworkPolicies that would let nobody reach the proxies of an app that asks for them.</summary>
public sealed class OnboardPolicyTests
{
    private const string Sentence = "canarymesh: nothing is split: a NetworkPolicy would block the proxy's port (NetworkPolicy front admits port 8080 and not 14080, where the proxy listens: add port 14080 to that rule, or write the port's name)";

    [Fact]
    public async Task Answer_WhereAPolicyAdmitsTheAppsNumberAlone_PlansNoPortAndSaysWhatToAdd()
    {
        var (plan, answer) = await AnswerAsync(new FixedPolicies(Front("8080")), Onboarded.Enabled(), null);

        Assert.Empty(plan.Ports);
        Assert.Contains(Sentence, answer.Warnings);
        Assert.Equal("network-policy-blocks", answer.Reason);
    }

    [Theory]
    [InlineData("\"http\"")]
    [InlineData("14080")]
    public async Task Answer_WhereAPolicyAdmitsTheProxy_PlansThePort(string port) =>
        Assert.Single((await AnswerAsync(new FixedPolicies(Front(port)), Onboarded.Enabled(), null)).Plan.Ports);

    [Fact]
    public async Task Answer_ToOneThatHasItsProxies_AsksForNoPolicies()
    {
        var onboarded = await Onboarded.ResultAsync(Onboarded.OneHttpService(), "CREATE", Onboarded.Enabled(), null);
        var changed = (JsonObject)onboarded.DeepClone();
        changed["spec"]!["template"]!["metadata"]!["labels"]!["added"] = "x";
        var policies = new FixedPolicies(Front("8080"));

        var (plan, _) = await AnswerAsync(policies, changed, onboarded);

        Assert.Single(plan.Ports);
        Assert.Equal(0, policies.Asked);
    }

    [Fact]
    public async Task Answer_WherePoliciesCannotBeRead_LeavesThePlanAsItIs()
    {
        var request = Some.Request("CREATE", Onboarded.Enabled(), null);

        var answer = await new OnboardEntry(Some.Surroundings, Onboarded.OneHttpService(), new FixedPolicies { IsReadable = false }).AnswerAsync(request, default);

        Assert.Null(PortPlan.OfTemplate((JsonObject)Patches.Result(request, answer)["spec"]!["template"]!));
        var allowed = Assert.IsType<Allowed>(answer);
        Assert.Equal("policies-unreadable", allowed.Reason);
        Assert.Contains(allowed.Warnings, warning => warning.Contains("the NetworkPolicies could not be read", StringComparison.Ordinal));
    }

    private static async Task<(PortPlan Plan, Allowed Answer)> AnswerAsync(FixedPolicies policies, JsonObject current, JsonObject? old)
    {
        var request = Some.Request(old is null ? "CREATE" : "UPDATE", current, old);
        var answer = await new OnboardEntry(Some.Surroundings, Onboarded.OneHttpService(), policies).AnswerAsync(request, default);
        var result = Patches.Result(request, answer);
        return (PortPlan.OfTemplate((JsonObject)result["spec"]!["template"]!)!, Assert.IsType<Allowed>(answer));
    }

    private static JsonObject Front(string port) => (JsonObject)JsonNode.Parse(
        $$"""{ "metadata": { "name": "front" }, "spec": { "podSelector": {}, "policyTypes": [ "Ingress" ], "ingress": [ { "ports": [ { "protocol": "TCP", "port": {{port}} } ] } ] } }""")!;
}
