using System.Text.Json.Nodes;
using CanaryMesh.Schema.Tests.Reading;
using CanaryMesh.Schema.Tests.Support;
using CanaryMesh.Webhook.Checking;
using CanaryMesh.Webhook.Checking.Fields;

namespace CanaryMesh.Schema.Tests;

/// <summary>A leaf that a provider's routes are said to serve is written into them: Canaries that differ in it alone make other objects.</summary>
public sealed class RouteReadingTests
{
    // Who goes where is said by the route as well, beside what the proxies read.
    private static readonly string[] OfTrials = ["spec.analysis.match[]", "spec.analysis.sessionAffinity", "spec.analysis.mirror", "spec.service.apex", "spec.service.name"];

    private static readonly string[] WithDefault = ["spec.service.rewrite.type"];

    public static TheoryData<string, string> Leaves
    {
        get
        {
            var all = new TheoryData<string, string>();
            foreach (var provider in RouteReading.Providers)
            {
                foreach (var leaf in Leaf.All.Where(leaf => leaf.Kind == "Canary" && IsOfTheRoute(leaf, provider)))
                {
                    all.Add(provider, leaf.Path);
                }
            }

            return all;
        }
    }

    [Theory]
    [MemberData(nameof(Leaves))]
    public void Leaf_ThatAProviderServes_ChangesItsObjects(string provider, string path)
    {
        var leaf = Leaf.At("Canary", path);
        var readings = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var value in Values(leaf))
        {
            var thing = Sample.Of(leaf, value, provider);
            Assert.Empty(Sample.Faults(leaf, thing));
            var reading = RouteReading.Of(provider, thing);
            Assert.False(readings.TryGetValue(reading, out var same), $"{path}: {value?.ToJsonString() ?? "nothing"} makes no other object than {same}");
            readings[reading] = value?.ToJsonString() ?? "nothing";
        }

        Assert.True(readings.Count > 1);
    }

    private static bool IsOfTheRoute(Leaf leaf, string provider)
    {
        var row = FieldLedger.Of(leaf.Kind).Single(each => each.Paths.Contains(leaf.Path));
        return row.By.Contains(provider) || (row.With(provider) is FieldFate.Done && OfTrials.Any(path => leaf.Path.StartsWith(path, StringComparison.Ordinal)));
    }

    // Beside nothing at all, where no value is the default.
    private static IEnumerable<JsonNode?> Values(Leaf leaf)
    {
        IEnumerable<JsonNode?> given = LeafValues.Of(leaf).Where(value => LeafValues.Text(value).Length > 0);
        return WithDefault.Contains(leaf.Path) ? given : [.. given, null];
    }
}
