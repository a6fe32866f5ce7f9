using System.Text.Json.Nodes;
using CanaryMesh.Webhook.Admission;
using CanaryMesh.Webhook.Checking;
using CanaryMesh.Webhook.Tests.Support;

namespace CanaryMesh.Webhook.Tests.FlaggerDefects;

/// <summary>Manifests that Flagger takes and then hangs on, ignores or turns around, and one that it refuses though its manual shows it.
/// Tests are named after its defects.</summary>
public sealed class AdmissionDefectTests
{
    private readonly CheckEntry _entry = new(Some.Surroundings, new FixedAccess(allowed: true, readsSecrets: true));

    // Fewer conditions take more requests: what the proxies cannot look at is refused, never left out.
    [Theory]
    [InlineData("""{"headers":{"a":{"contains":"b"}}}""")]
    [InlineData("""{"headers":{"a":{"regex":"(?<=b)c"}}}""")]
    [InlineData("""{"headers":{"a":{"exact":"b"}},"sourceLabels":{"app":"c"}}""")]
    [InlineData("""{"sourceLabels":{"app":"c"}}""")]
    [InlineData("{}")]
    public async Task FB06_ConditionThatCannotBeKept_IsRefused(string match) =>
        Assert.Contains("spec.analysis.match[0]", await RefusedAsync(Canary($$"""{"interval":"1m","threshold":3,"iterations":5,"match":[{{match}}]}""")), StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"interval":"1m","threshold":3,"stepWeight":0}""")]
    [InlineData("""{"interval":"1m","threshold":3,"stepWeight":0,"maxWeight":50}""")]
    [InlineData("""{"interval":"1m","threshold":3,"stepWeight":-5}""")]
    [InlineData("""{"interval":"1m","threshold":3,"stepWeights":[0]}""")]
    [InlineData("""{"interval":"1m","threshold":3}""")]
    public async Task FB29_AnalysisThatNeverSteps_IsRefused(string analysis) =>
        Assert.Contains("spec.analysis", await RefusedAsync(Canary(analysis)), StringComparison.Ordinal);

    [Theory]
    [InlineData("influxdb")]
    [InlineData("datadog")]
    public async Task FB23_SourceThatIsNotRead_IsRefusedAndNotTakenForZero(string type) => Assert.Contains(
        type, await RefusedAsync(Some.Parse($$$"""{"kind":"MetricTemplate","metadata":{"name":"x"},"spec":{"provider":{"type":"{{{type}}}","address":"http://x"},"query":"q"}}""")), StringComparison.Ordinal);

    [Fact]
    public async Task FB34_SpecThatCannotBeUsed_IsRefusedWithEveryFault()
    {
        var words = await RefusedAsync(Canary("""{"interval":"often","threshold":3,"stepWeight":10,"webhooks":[{"name":"a"}]}"""));

        Assert.Contains("spec.analysis.interval", words, StringComparison.Ordinal);
        Assert.Contains("spec.analysis.webhooks[0].url", words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"type":"slack","channel":"general","username":"flagger","address":"https://hooks.slack.com/services/x","secretRef":{"name":"on-call-url"} }""")]
    [InlineData("""{"type":"slack","address":"https://hooks.slack.com/services/x"}""")]
    [InlineData("""{"type":"slack","secretRef":{"name":"on-call-url"} }""")]
    public async Task FB36_ProviderWithAnAddressAndASecret_IsTaken(string spec) =>
        Assert.IsNotType<Denied>(await _entry.AnswerAsync(Some.Request("CREATE", Some.Parse($$"""{"kind":"AlertProvider","metadata":{"name":"on-call"},"spec":{{spec}} }""")), default));

    private async Task<string> RefusedAsync(JsonObject thing)
    {
        var denied = Assert.IsType<Denied>(await _entry.AnswerAsync(Some.Request("CREATE", thing), default));
        Assert.Equal("bad-spec", denied.Reason);
        return denied.Message;
    }

    private static JsonObject Canary(string analysis) => Some.Parse(
        $$$"""{"kind":"Canary","metadata":{"name":"web"},"spec":{"targetRef":{"apiVersion":"apps/v1","kind":"Deployment","name":"web"},"service":{"port":80},"analysis":{{{analysis}}} } }""");
}
