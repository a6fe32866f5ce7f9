using System.Text.Json;
using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Control;
using CanaryMesh.Analyzer.Judging;
using CanaryMesh.Api.Names;
using Wire = CanaryMesh.Api.Control;

namespace CanaryMesh.Analyzer.Host.Tests.Judging;

/// <summary>Nothing that a request carried gets into what is kept or said of a version, whatever a proxy reports.</summary>
public sealed class SecretsTests
{
    private const string Secret = "hunter2-s3cr3t";
    private readonly RecordedTrial _trial = new();

    [Fact]
    public async Task RolledBackVersion_LeavesNoneOfThemAnywhere()
    {
        await _trial.BeginAsync();
        _trial.World.Samples = [.. Targets().Select(Sample)];
        _trial.World.Counted(canary: 50, failed: 20, primary: 450);

        var sentence = await _trial.RollBackAsync();

        Assert.Equal(7, _trial.Record!.Samples.Count);
        Assert.All(_trial.Record.Samples, sample => Assert.Equal(("POST", "/pay", "api-canary-1", true), (sample.Method, sample.Path, sample.Pod, sample.IsCanary)));
        Assert.All(
            [sentence, .. _trial.Log.Lines, .. _trial.Api.Calls, .. _trial.Api.Maps.Values.Select(map => map.ToJsonString())],
            text => Assert.DoesNotContain(Secret, text, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Sample_OnRecord_HasTheseFieldsAndNoOther()
    {
        await _trial.BeginAsync();
        _trial.World.Samples = [Sample("/pay")];
        _trial.World.Counted(canary: 50, failed: 20, primary: 450);
        await _trial.RollBackAsync();

        var sample = JsonNode.Parse(_trial.Api.Content(_trial.Name, JudgedNames.Record)!)!["samples"]![0]!.AsObject();
        Assert.Equal(["at", "isCanary", "method", "milliseconds", "path", "pod", "status", "trace"], sample.Select(pair => pair.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Samples_OfBefore_AreNotThisTrials()
    {
        _trial.World.Samples = [Sample("/old") with { At = new(2029, 1, 1, 0, 0, 0, TimeSpan.Zero) }, Sample("/new")];
        await _trial.BeginAsync();
        _trial.World.Counted(canary: 50, failed: 20, primary: 450);
        await _trial.RollBackAsync();

        Assert.Equal("/new", Assert.Single(_trial.Record!.Samples).Path);
    }

    [Fact]
    public async Task Samples_AreFew_AndMostOfTheCanary()
    {
        await _trial.BeginAsync();
        _trial.World.Samples = [.. Enumerable.Range(0, 60).Select(number => Sample($"/{number}") with { Side = number % 2 == 0 ? Wire.Side.Canary : Wire.Side.Primary })];
        _trial.World.Counted(canary: 50, failed: 20, primary: 450);
        await _trial.RollBackAsync();

        Assert.Equal((12, 4), (_trial.Record!.Samples.Count(sample => sample.IsCanary), _trial.Record.Samples.Count(sample => !sample.IsCanary)));
        Assert.Contains(_trial.Record.Samples, sample => sample.Path == "/58");
    }

    private static IEnumerable<string> Targets() =>
        new[] { "?token=", "?", "#access_token=", ";jsessionid=", "%3Fcard=", "%23", "?a=1#b=" }.Select(hung => $"/pay{hung}{Secret}{JsonEncodedText.Encode("<\"")}");

    private static FailedSample Sample(string path) => FailedSample.Of(
        new() { AgeMs = 10, Side = Wire.Side.Canary, Method = "POST", Path = path, Status = 500, DurationMs = 7, Pod = "api-canary-1", TraceId = "0af7651916cd43dd8448eb211c80319c" },
        new(2030, 1, 1, 12, 5, 0, TimeSpan.Zero));
}
