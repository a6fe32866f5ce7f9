using System.Text.Json.Nodes;
using CanaryMesh.Schema.Tests.Support;
using CanaryMesh.Webhook.Admission;
using CanaryMesh.Webhook.Checking;
using CanaryMesh.Webhook.Checking.Fields;
using CanaryMesh.Webhook.Tests.Support;

namespace CanaryMesh.Schema.Tests;

/// <summary>Each value of each leaf of Flagger's schema, in an object of its own, through the check entry.</summary>
public sealed class AdmissionTests
{
    private readonly CheckEntry _entry = new(Some.Surroundings, new FixedAccess(allowed: true, readsSecrets: true));

    public static TheoryData<string, string, string> Values
    {
        get
        {
            var all = new TheoryData<string, string, string>();
            foreach (var leaf in Leaf.All)
            {
                foreach (var value in LeafValues.Of(leaf))
                {
                    all.Add(leaf.Kind, leaf.Path, value.ToJsonString());
                }
            }

            return all;
        }
    }

    [Theory]
    [MemberData(nameof(Values))]
    public async Task Value_OfALeaf_IsDoneOrRefusedOrWarnedOf(string kind, string path, string json)
    {
        var (leaf, value) = (Leaf.At(kind, path), JsonNode.Parse(json)!);
        var thing = Sample.Of(leaf, value);
        Assert.Empty(Sample.Faults(leaf, thing));

        var answer = await _entry.AnswerAsync(Some.Request("CREATE", thing), default);

        var row = FieldLedger.Of(kind).Single(each => each.Paths.Contains(path));
        switch (row.Fate)
        {
            case FieldFate.Done when row.Served?.Contains(LeafValues.Text(value)) is not false:
                AssertDone(answer);
                break;
            case FieldFate.Done or FieldFate.Refused:
                AssertRefused(answer, row, value);
                break;
            default:
                AssertWarned(answer, row, value);
                break;
        }
    }

    private static void AssertDone(AdmissionAnswer answer)
    {
        Assert.True(answer is Allowed, (answer as Denied)?.Message);
        Assert.Empty(answer.Warnings);
    }

    private static void AssertRefused(AdmissionAnswer answer, FieldRow row, JsonNode value)
    {
        var denied = Assert.IsType<Denied>(answer);
        Assert.StartsWith(Leaf.PlaceOf(row.Path) + ": ", denied.Message, StringComparison.Ordinal);
        Assert.Contains(LeafValues.Text(value), denied.Message.Split(" must be ")[0], StringComparison.Ordinal);
        Assert.InRange(denied.Message.Split(" must be ")[1].Length, 5, 400);
    }

    private static void AssertWarned(AdmissionAnswer answer, FieldRow row, JsonNode value)
    {
        Assert.True(answer is Allowed, (answer as Denied)?.Message);
        var warning = Assert.Single(answer.Warnings, each => each.StartsWith($"canarymesh: {Leaf.PlaceOf(row.Told(null).Path)}: ", StringComparison.Ordinal));
        Assert.Contains(LeafValues.Text(value), warning.Split(" has no effect")[0], StringComparison.Ordinal);
        Assert.EndsWith(row.Words, warning, StringComparison.Ordinal);
        // What clients show of a warning.
        Assert.InRange(warning.Length, 1, 256);
    }
}
