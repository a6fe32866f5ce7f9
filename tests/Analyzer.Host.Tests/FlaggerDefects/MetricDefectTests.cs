using System.Text;
using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Analysis;
using CanaryMesh.Analyzer.Host.Tests.Observing;
using CanaryMesh.Analyzer.Host.Tests.Sources;
using CanaryMesh.Analyzer.Observing;

namespace CanaryMesh.Analyzer.Host.Tests.FlaggerDefects;

/// <summary>Readings that Flagger takes for something else. Tests are named after its defects.</summary>
public sealed class MetricDefectTests : SourceWorld
{
    [Fact]
    public async Task FB22_CredentialsOfATemplate_AreSentOnceHoweverOftenItIsAsked()
    {
        var template = Texts.Of("up", provider: """{"type":"prometheus","secretRef":{"name":"auth"},"headers":{"X-Scope-OrgID":["7"]} }""");
        var before = template.DeepClone();
        Templates.Add(template);
        Api.Answer = _ => new(200, new() { ["data"] = new JsonObject { ["token"] = Convert.ToBase64String(Encoding.UTF8.GetBytes("abc")) } }, "", "");

        for (var time = 0; time < 4; time++)
        {
            await ReadAsync(Of("gpu"));
            Assert.Equal(("Bearer abc", "7"), (Headers["Authorization"], Headers["X-Scope-OrgID"]));
        }

        Assert.True(JsonNode.DeepEquals(before, template));
    }

    [Fact]
    public async Task FB22_AnswerOfSeveralSeries_IsAnErrorAndNotTheLastOfThem()
    {
        Gives("""[{"metric":{"pod":"a"},"value":[1,"1"]},{"metric":{"pod":"b"},"value":[1,"99"]}]""");

        var reading = await ReadAsync(Inline("up"));

        Assert.Equal((ReadingKind.Error, "the query gives 2 series; one was expected"), (reading.Kind, reading.Fault));
    }

    [Theory]
    [InlineData("prometheus", """{"status":"success","data":{"resultType":"vector","result":[]}}""")]
    [InlineData("http", """{"results":[{"series":[]}]}""")]
    public async Task FB23_AnswerWithoutRows_IsNoDataAndNotZero(string type, string body)
    {
        Templates.Add(Texts.Of("?q", provider: type == "http" ? """{"type":"http","jsonPath":"$.results[0].series[0].value"}""" : """{"type":"prometheus"}"""));
        Answers(200, body);

        var reading = await ReadAsync(Of("gpu"));

        Assert.Equal(ReadingKind.NoData, reading.Kind);
        Assert.Equal(Verdict.Inconclusive, Assessment.Of([reading.Check], [reading]).Verdict);
    }

    [Theory]
    [InlineData("""{ "name": "gpu", "templateRef": { "name": "gpu" }, "thresholdRange": { "max": 90 } }""")]
    [InlineData("""{ "name": "own", "query": "up", "thresholdRange": { "max": 90 } }""")]
    [InlineData("""{ "name": "request-success-rate", "thresholdRange": { "min": 99 } }""")]
    public void FB24_CheckWithoutAnInterval_LooksBackAMinute(string metric)
    {
        var canary = Thing.Canary();
        canary["spec"]!["analysis"]!["metrics"] = new JsonArray(JsonNode.Parse(metric));

        var (_, spec, faults) = SpecReader.Read(canary, TimeSpan.FromSeconds(5));

        Assert.Empty(faults);
        var check = Assert.Single(spec!.Checks);
        Assert.Equal((TimeSpan.FromMinutes(1), "1m"), (check.Window, check.Interval));
    }
}
