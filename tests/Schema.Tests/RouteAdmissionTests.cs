using System.Text.Json.Nodes;
using CanaryMesh.Schema.Tests.Support;
using CanaryMesh.Webhook.Admission;
using CanaryMesh.Webhook.Checking;
using CanaryMesh.Webhook.Checking.Fields;
using CanaryMesh.Webhook.Tests.Support;

namespace CanaryMesh.Schema.Tests;

/// <summary>Each value of each leaf of a Canary whose requests a route splits, through the check entry.</summary>
public sealed class RouteAdmissionTests
{
    private readonly CheckEntry _entry = new(Some.Surroundings, new FixedAccess(allowed: true, readsSecrets: true));

    public static TheoryData<string, string, string> Values
    {
        get
        {
            var all = new TheoryData<string, string, string>();
            foreach (var leaf in Leaf.All.Where(leaf => leaf.Kind == "Canary" && leaf.Path != "spec.provider"))
            {
                foreach (var value in LeafValues.Of(leaf))
                {
                    all.Add(Providers.Istio, leaf.Path, value.ToJsonString());
                    all.Add(Providers.GatewayApi, leaf.Path, value.ToJsonString());
                }
            }

            return all;
        }
    }

    [Theory]
    [MemberData(nameof(Values))]
    public async Task Value_OfALeaf_IsWrittenIntoTheRouteOrRefusedOrWarnedOf(string provider, string path, string json)
    {
        var (leaf, value) = (Leaf.At("Canary", path), JsonNode.Parse(json)!);
        var thing = Sample.Of(leaf, value, provider);
        Assert.Empty(Sample.Faults(leaf, thing));

        var answer = await _entry.AnswerAsync(Some.Request("CREATE", thing), default);

        var row = FieldLedger.Of("Canary").Single(each => each.Paths.Contains(path));
        switch (row.With(provider))
        {
            case FieldFate.Done when row.Served?.Contains(LeafValues.Text(value)) is not false:
                Assert.True(answer is Allowed, (answer as Denied)?.Message);
                Assert.Empty(answer.Warnings);
                break;
            case FieldFate.Done or FieldFate.Refused:
                AssertRefused(answer, leaf, value);
                break;
            default:
                AssertWarned(answer, row, provider, value);
                break;
        }
    }

    private static void AssertRefused(AdmissionAnswer answer, Leaf leaf, JsonNode value)
    {
        var message = Assert.IsType<Denied>(answer).Message;
        Assert.StartsWith(message.Split(": ")[0], leaf.Place, StringComparison.Ordinal);
        Assert.Contains(LeafValues.Text(value), message, StringComparison.Ordinal);
        Assert.InRange(message.Length, leaf.Place.Length, 400);
    }

    private static void AssertWarned(AdmissionAnswer answer, FieldRow row, string provider, JsonNode value)
    {
        Assert.True(answer is Allowed, (answer as Denied)?.Message);
        var (path, words) = row.Told(provider);
        var warning = Assert.Single(answer.Warnings);
        Assert.StartsWith($"canarymesh: {Leaf.PlaceOf(path)}: ", warning, StringComparison.Ordinal);
        Assert.Contains(LeafValues.Text(value), warning.Split(" has no effect: ")[0], StringComparison.Ordinal);
        Assert.EndsWith(words, warning, StringComparison.Ordinal);
        Assert.InRange(warning.Length, 1, 256);
    }
}
