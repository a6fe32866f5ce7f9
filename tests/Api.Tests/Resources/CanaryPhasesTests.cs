using System.Text.Json;
using CanaryMesh.Api.Resources;
using CanaryMesh.Api.Resources.Canaries;
using CanaryMesh.Api.Tests.Support;

namespace CanaryMesh.Api.Tests.Resources;

public class CanaryPhasesTests
{
    [Fact]
    public void Phases_AreThoseOfTheSchema()
    {
        var schema = Crd.Flagger("Canary").Schema["properties"]!["status"]!["properties"]!["phase"]!["enum"]!.AsArray();

        Assert.Equal(schema.Select(name => (string)name!).Order(), Enum.GetValues<CanaryPhase>().Select(phase => phase.Name()).Order());
    }

    [Theory]
    [InlineData("\"\"", CanaryPhase.None)]
    [InlineData("\"WaitingPromotion\"", CanaryPhase.WaitingPromotion)]
    public void Phase_OfAName_IsReadAndWrittenAlike(string text, CanaryPhase phase)
    {
        var status = JsonSerializer.Deserialize($$"""{"phase":{{text}}}""", ResourceJson.Default.CanaryStatus)!;

        Assert.Equal(phase, status.Phase);
        Assert.Contains($"\"phase\":{text}", JsonSerializer.Serialize(status, ResourceJson.Default.CanaryStatus), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"progressing\"")]
    [InlineData("\"None\"")]
    [InlineData("3")]
    [InlineData("null")]
    public void Phase_OfNoPhase_IsRefused(string text) =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize($$"""{"phase":{{text}}}""", ResourceJson.Default.CanaryStatus));
}
