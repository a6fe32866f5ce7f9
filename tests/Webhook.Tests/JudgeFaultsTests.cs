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

    [Fact]
    public void Of_ASpecThatIsWrongAllOver_NamesEachFieldInOneAnswer()
    {
        var canary = Canary();
        canary["spec"]!["analysis"] = Some.Parse("""
            {"interval":"1m","threshold":5,"maxWeight":50,"stepWeight":10,
             "judge":"x","pace":"x","sharedCause":"x","limits":"x","preset":"x","calm":"x","margins":{"errors":{"ratio":0.9,"points":101}}}
            """);

        Assert.Equal(
            ["calm", "judge", "limits", "margins.errors.points", "margins.errors.ratio", "pace", "preset", "sharedCause"],
            CanaryFaults.Of(canary).Faults.Select(fault => fault.Split(": ")[0]["spec.analysis.".Length..]).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("""{"judge":"strict","pace":"proof","sharedCause":"hold","limits":"evidence","preset":"cautious","calm":true,"margins":{"errors":{"ratio":1,"points":0}}}""", 0)]
    [InlineData("""{"judge":"off","pace":"clock","sharedCause":"blame","limits":"checks","preset":"eager","calm":false,"margins":{"errors":{"ratio":100}}}""", 0)]
    [InlineData("""{"margins":1}""", 1)]
    [InlineData("""{"margins":{"errors":1}}""", 1)]
    public void Of_ASpec_SaysHowToJudge(string said, int faults)
    {
        var canary = Canary();
        foreach (var (field, value) in Some.Parse(said))
        {
            canary["spec"]!["analysis"]![field] = value?.DeepClone();
        }

        Assert.Equal(faults, CanaryFaults.Of(canary).Faults.Count);
    }

    private static IReadOnlyList<string> Faults(string said)
    {
        var canary = Canary();
        canary["metadata"]!["annotations"]![AnnotationNames.Judge] = said;
        return CanaryFaults.Of(canary).Faults;
    }

    private static JsonObject Canary() => Some.Parse("""
            {"apiVersion":"flagger.app/v1beta1","kind":"Canary","metadata":{"name":"web","namespace":"shop","annotations":{}},
             "spec":{"targetRef":{"apiVersion":"apps/v1","kind":"Deployment","name":"web"},"service":{"port":80},"analysis":{"interval":"1m","threshold":5,"maxWeight":50,"stepWeight":10}}}
            """);
}
