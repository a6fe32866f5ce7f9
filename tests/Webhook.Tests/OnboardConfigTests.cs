using System.Text.Json.Nodes;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Plans;
using CanaryMesh.Webhook.Tests.Support;
using static CanaryMesh.Webhook.Tests.Support.Onboarded;

namespace CanaryMesh.Webhook.Tests;

/// <summary>The configuration that a plan names: the analyzer writes it, admission keeps it.</summary>
public sealed class OnboardConfigTests
{
    private readonly FixedServices _services = OneHttpService();

    [Fact]
    public async Task Answer_WhoeverDropsThePlan_KeepsItsConfiguration_AndAnOlderVersionsIsItsOwn()
    {
        const string configured = """{"v":1,"ports":[{"name":"http","app":8080,"split":14080,"direct":14180,"container":"app"}],"config":{"configmap/a":"1111111111111111"}}""";
        var old = (await ResultAsync("CREATE", Enabled(), null)).With(each => each["spec"]!["template"]!["metadata"]!["annotations"]![AnnotationNames.Plan] = configured);
        var older = old.Copy(each => each["spec"]!["template"]!["metadata"]!["annotations"]![AnnotationNames.Plan] = configured.Replace("1111111111111111", "2222222222222222", StringComparison.Ordinal));

        Assert.Equal("1111111111111111", Config(await ResultAsync("UPDATE", Enabled(), old)));
        Assert.Equal("2222222222222222", Config(await ResultAsync("UPDATE", older.Copy(each => each["spec"]!["template"]!["metadata"]!["labels"]!["more"] = "x"), old)));
    }

    [Fact]
    public async Task Answer_ToADeploymentMadeFromAnothersManifest_ForgetsSnapshotsThatAreNotHere()
    {
        var copied = (await ResultAsync("CREATE", Enabled(), null)).With(each => each["spec"]!["template"]!["metadata"]!["annotations"]![AnnotationNames.Plan] =
            """{"v":1,"ports":[{"name":"http","app":8080,"split":14080,"direct":14180,"container":"app"}],"config":{"configmap/a":"1111111111111111"}}""");

        Assert.Null(Config(await ResultAsync("CREATE", copied, null)));
    }

    private Task<JsonObject> ResultAsync(string operation, JsonObject current, JsonObject? old) => Onboarded.ResultAsync(_services, operation, current, old);

    private static string? Config(JsonObject deployment) =>
        PortPlan.OfTemplate((JsonObject)deployment["spec"]!["template"]!)!.Config.GetValueOrDefault("configmap/a");
}
