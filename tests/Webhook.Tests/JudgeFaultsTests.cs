using System.Text.Json.Nodes;
using CanaryMesh.Api.Names;
using CanaryMesh.Webhook.Checking;
using CanaryMesh.Webhook.Tests.Support;

namespace CanaryMesh.Webhook.Tests;

public sealed class JudgeFaultsTests
{
    [Theory]
    [InlineData("strict")]
    [InlineData("advisory")]
    [InlineData("off")]
    public void Of_ALegalWayToJudge_FindsNothing(string said) => Assert.Empty(Faults(said));

    [Theory]
    [InlineData("Strict")]
    [InlineData("")]
    [InlineData("harsh\n")]
    public void Of_AnyOther_NamesAnnotationAndWhatIsLegal(string said)
    {
        var fault = Assert.Single(Faults(said));

        Assert.StartsWith($"metadata.annotations: {AnnotationNames.Judge}: ", fault, StringComparison.Ordinal);
        Assert.EndsWith("must be \"strict\" or \"advisory\" or \"off\"", fault, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', fault);
    }

    private static IReadOnlyList<string> Faults(string said)
    {
        var canary = Some.Parse("""
            {"apiVersion":"flagger.app/v1beta1","kind":"Canary","metadata":{"name":"web","namespace":"shop","annotations":{}},
             "spec":{"targetRef":{"apiVersion":"apps/v1","kind":"Deployment","name":"web"},"service":{"port":80},"analysis":{"interval":"1m","threshold":5,"maxWeight":50,"stepWeight":10}}}
            """);
        canary["metadata"]!["annotations"]![AnnotationNames.Judge] = said;
        return CanaryFaults.Of(canary).Faults;
    }
}
