using System.Text.Json;
using CanaryMesh.Api.Resources;
using CanaryMesh.Api.Resources.Canaries;

namespace CanaryMesh.Api.Tests.Resources;

public class NumberTests
{
    [Theory]
    [InlineData("5", 5)]
    [InlineData("5.0", 5)]
    [InlineData("5e0", 5)]
    [InlineData("-1", -1)]
    public void WholeNumber_InAnySpelling_IsRead(string text, int expected) => Assert.Equal(expected, Threshold(text));

    [Theory]
    [InlineData("5.5")]
    [InlineData("\"5\"")]
    [InlineData("3000000000")]
    [InlineData("1e40")]
    [InlineData("true")]
    public void WholeNumber_OfAnotherKind_IsRefused(string text) => Assert.Throws<JsonException>(() => Threshold(text));

    [Fact]
    public void ThresholdRange_WithFractions_KeepsThem()
    {
        var metric = JsonSerializer.Deserialize("""{"name":"a","thresholdRange":{"min":0.5,"max":99.95}}""", ResourceJson.Default.CanaryMetric)!;

        Assert.Equal((0.5m, 99.95m), (metric.ThresholdRange!.Min, metric.ThresholdRange.Max));
    }

    [Theory]
    [InlineData("8080", 8080, null)]
    [InlineData("8080.0", 8080, null)]
    [InlineData("\"http\"", null, "http")]
    [InlineData("\"8080\"", null, "8080")]
    public void TargetPort_OfEitherKind_KeepsItsKind(string text, int? number, string? name)
    {
        var service = JsonSerializer.Deserialize($$"""{"port":80,"targetPort":{{text}}}""", ResourceJson.Default.CanaryService)!;

        Assert.Equal((number, name), (service.TargetPort!.Value.Number, service.TargetPort.Value.Text));
    }

    private static int? Threshold(string text) =>
        JsonSerializer.Deserialize($$"""{"threshold":{{text}}}""", ResourceJson.Default.CanaryAnalysis)!.Threshold;
}
