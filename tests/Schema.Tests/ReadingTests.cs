using System.Text.Json.Nodes;
using CanaryMesh.Api.Tests.Support;
using CanaryMesh.Schema.Tests.Reading;
using CanaryMesh.Schema.Tests.Support;
using CanaryMesh.Webhook.Checking.Fields;

namespace CanaryMesh.Schema.Tests;

/// <summary>A leaf that is called done is read: objects that differ in it alone make the analyzer do something else.</summary>
public sealed class ReadingTests
{
    // One value is legal, and the schema demands it or takes it for the default.
    private static readonly string[] OfOneValue = ["spec.targetRef.apiVersion", "spec.targetRef.kind", "spec.autoscalerRef.apiVersion", "spec.service.headless"];

    // It tells the entries of a list apart for those who read the manifest, in Flagger as well.
    private static readonly string[] Names = ["spec.analysis.alerts[].name"];

    // What is done whatever the value, and the test that shows it.
    private static readonly Dictionary<string, (string File, string Test)> Elsewhere = new(StringComparer.Ordinal)
    {
        ["spec.revertOnDeletion"] = ("tests/Analyzer.Host.Tests/Observing/LeavingGathererTests.cs", "Deletion_WhateverRevertOnDeletionSays_PutsEverythingBack"),
    };

    public static TheoryData<string, string> Leaves
    {
        get
        {
            var all = new TheoryData<string, string>();
            foreach (var leaf in Leaf.All.Where(leaf => RowOf(leaf).Fate is FieldFate.Done && !OfOneValue.Concat(Names).Contains(leaf.Path) && !Elsewhere.ContainsKey(leaf.Path)))
            {
                all.Add(leaf.Kind, leaf.Path);
            }

            return all;
        }
    }

    [Theory]
    [MemberData(nameof(Leaves))]
    public async Task Leaf_ThatIsDone_ChangesWhatIsDone(string kind, string path)
    {
        var leaf = Leaf.At(kind, path);
        var readings = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var value in Values(leaf))
        {
            var thing = Sample.Of(leaf, value);
            Assert.Empty(Sample.Faults(leaf, thing));
            var reading = await ReadAsync(kind, thing);
            Assert.False(readings.TryGetValue(reading, out var same), $"{path}: {value?.ToJsonString() ?? "nothing"} makes no other difference than {same}");
            readings[reading] = value?.ToJsonString() ?? "nothing";
        }

        Assert.True(readings.Count > 1);
    }

    [Fact]
    public void Leaves_ThatAreShownElsewhere_AreShownThere() => Assert.All(
        Elsewhere.Values, each => Assert.Contains($" {each.Test}(", File.ReadAllText(Path.Combine(Repository.Root, each.File)), StringComparison.Ordinal));

    private static Task<string> ReadAsync(string kind, JsonObject thing) => kind switch
    {
        "Canary" => Task.FromResult(CanaryReading.Of(thing)),
        "MetricTemplate" => TemplateReading.OfAsync(thing),
        _ => ProviderReading.OfAsync(thing),
    };

    // Where one value is served, none is the other; an empty text is Flagger's way to write the default.
    private static List<JsonNode?> Values(Leaf leaf)
    {
        List<JsonNode?> served = [.. LeafValues.Of(leaf).Where(value => RowOf(leaf).Served?.Contains(LeafValues.Text(value)) is not false && LeafValues.Text(value).Length > 0)];
        return (served, (string?)leaf.Schema["type"]) switch
        {
            ({ Count: 1 }, "boolean") => [true, false],
            ({ Count: 1 }, _) => [.. served, null],
            _ => served,
        };
    }

    private static FieldRow RowOf(Leaf leaf) => FieldLedger.Of(leaf.Kind).Single(row => row.Paths.Contains(leaf.Path));
}
