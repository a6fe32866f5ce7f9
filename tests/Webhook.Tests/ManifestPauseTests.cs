using System.Text.Json.Nodes;
using CanaryMesh.Webhook.Admission;
using CanaryMesh.Webhook.Onboarding;
using CanaryMesh.Webhook.Tests.Support;

namespace CanaryMesh.Webhook.Tests;

/// <summary>spec.paused in the manifests of a managed target.</summary>
public sealed class ManifestPauseTests
{
    private const string Applied = """{"operation":"Apply","manager":"ci","fieldsV1":{"f:spec":{"f:paused":{}}}}""";
    private const string Updated = """{"operation":"Update","manager":"ours","fieldsV1":{"f:spec":{"f:paused":{}}}}""";

    [Fact]
    public void Warning_OfAPauseOfTheTeams_ComesOnce()
    {
        var paused = Some.Managed().Copy(each => each["spec"]!["paused"] = true);

        Assert.Contains("no version is tried while this pause of your own stands", ManifestPause.Warning(Some.Managed(), paused), StringComparison.Ordinal);
        Assert.Contains("leave it out", ManifestPause.Warning(null, paused), StringComparison.Ordinal);
        Assert.Null(ManifestPause.Warning(paused, paused));
    }

    [Fact]
    public void Warning_OfAHold_IsNone()
    {
        var held = Some.Managed().Copy(each =>
        {
            each["spec"]!["paused"] = true;
            each.Annotate("held", "v1:aaaa");
        });

        Assert.Null(ManifestPause.Warning(Some.Managed(), held));
    }

    [Theory]
    [InlineData(Applied, null, true)]
    [InlineData(Updated, null, false)]
    [InlineData(null, """{"spec":{"paused":false}}""", true)]
    [InlineData(null, """{"spec":{"replicas":2}}""", false)]
    [InlineData(null, "{not json", false)]
    public void Warning_OfAFalseThatIsWritten_ComesWithEachApply(string? fields, string? lastApplied, bool isWarned)
    {
        var deployment = Some.Managed();
        if (fields is not null)
        {
            deployment["metadata"]!["managedFields"] = new JsonArray(JsonNode.Parse(fields));
        }

        if (lastApplied is not null)
        {
            deployment["metadata"]!["annotations"]!["kubectl.kubernetes.io/last-applied-configuration"] = lastApplied;
        }

        Assert.Equal(isWarned, ManifestPause.Warning(deployment, deployment)?.Contains("spec.paused: false has no effect", StringComparison.Ordinal) is true);
    }

    [Fact]
    public async Task Onboard_OfAManifestThatPauses_Warns()
    {
        var entry = new OnboardEntry(Some.Surroundings, Onboarded.OneHttpService());
        var paused = Some.Managed().Copy(each => each["spec"]!["paused"] = true);

        var answer = Assert.IsType<Allowed>(await entry.AnswerAsync(Some.Request("UPDATE", paused, Some.Managed()), default));

        Assert.Contains(answer.Warnings, warning => warning.StartsWith("canarymesh: spec.paused: true", StringComparison.Ordinal));
    }
}
