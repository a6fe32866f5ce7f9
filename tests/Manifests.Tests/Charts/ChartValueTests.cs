using System.Collections.Concurrent;
using System.Text.Json;

namespace CanaryMesh.Manifests.Tests.Charts;

/// <summary>No value without effect, and none that is not looked at.</summary>
public sealed class ChartValueTests
{
    public static TheoryData<string> Charts => [.. Chart.All.Select(each => each.Name)];

    [Theory]
    [MemberData(nameof(Charts))]
    public async Task EveryValue_ChangesWhatIsRendered(string name)
    {
        var chart = Of(name);
        var leaves = SchemaLeaf.Of(chart.Schema()).Where(each => each.Example is not null).ToList();
        var unchanged = new ConcurrentBag<string>();
        var plain = await chart.RenderWithNotesAsync();
        await Parallel.ForEachAsync(leaves, async (leaf, _) =>
        {
            string[] before = leaf.Switch is { } turned ? ["--set", $"{turned}=true"] : [];
            var old = before.Length == 0 ? plain : await chart.RenderWithNotesAsync(before);
            var changed = await chart.RenderWithNotesAsync([.. before, "--set-json", $"{leaf.Path}={leaf.Example}"]);
            if (Timeless(old) == Timeless(changed))
            {
                unchanged.Add(leaf.Path);
            }
        });

        Assert.True(leaves.Count > 20, $"{leaves.Count} values");
        Assert.Empty(unchanged);
    }

    [Theory]
    [MemberData(nameof(Charts))]
    public async Task EveryValue_IsRefusedWithAWrongOne(string name)
    {
        var chart = Of(name);
        var leaves = SchemaLeaf.Of(chart.Schema()).ToList();

        var result = await chart.RunAsync("template", [.. leaves.SelectMany(each => new[] { "--set-json", $$"""{{each.Path}}={"wrong":[{}]}""" })]);

        Assert.NotEqual(0, result.ExitCode);
        Assert.All(leaves, leaf => Assert.Contains($"at '/{leaf.Path.Replace('.', '/')}", result.Errors, StringComparison.Ordinal));
    }

    [Fact]
    public async Task EverySetting_HasAValue()
    {
        var leaves = SchemaLeaf.Of(Chart.CanaryMesh.Schema()).Where(each => each.Example is not null);
        string[] apart = ["msteams.url", "msteams.secretName", "slack.secretName", "createNamespace"];
        string[] plain = Settings(await Chart.CanaryMesh.RenderAsync("--set", "msteams.secretName=room"));
        string[] changed = Settings(await Chart.CanaryMesh.RenderAsync(
            [.. leaves.Where(each => !apart.Contains(each.Path)).SelectMany(each => new[] { "--set-json", $"{each.Path}={each.Example}" })]));

        Assert.True(plain.Length > 10, string.Join('\n', plain));
        Assert.Empty(plain.Intersect(changed));
    }

    [Theory]
    [MemberData(nameof(Charts))]
    public async Task UnknownValue_IsRefused(string name)
    {
        var result = await Of(name).RunAsync("template", "--set", "unheardOf=1,image.unheardOf=1");

        Assert.NotEqual(0, result.ExitCode);
        Assert.Equal(2, result.Errors.Split("'unheardOf' not allowed").Length - 1);
    }

    [Theory]
    [MemberData(nameof(Charts))]
    public async Task ValueOfFlaggersChartWithoutAPlace_IsRefusedWithWhatToDoInstead(string name)
    {
        var chart = Of(name);
        Assert.NotEmpty(chart.Refused);

        var result = await chart.RunAsync("template", [.. chart.Refused.Keys.SelectMany(each => new[] { "--set-json", $$"""{{each}}={"enabled":true}""" })]);

        Assert.NotEqual(0, result.ExitCode);
        Assert.All(chart.Refused, each => Assert.Contains($"{each.Key}: {each.Value}", result.Errors, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Charts))]
    public void Schema_LeavesNothingOpenButWhatIsRefused(string name)
    {
        var chart = Of(name);
        string[] open = [.. chart.Schema().GetProperty("properties").EnumerateObject().Where(each => each.Value.ValueKind is JsonValueKind.True).Select(each => each.Name)];

        Assert.Equal(chart.Refused.Keys.Append("global").Order(StringComparer.Ordinal), open.Order(StringComparer.Ordinal));
    }

    private static Chart Of(string name) => Chart.All.Single(each => each.Name == name);

    private static string[] Settings(string rendered) =>
    [
        .. rendered[rendered.IndexOf("# Source: canarymesh/templates/settings.yaml", StringComparison.Ordinal)..].Split('\n')
            .SkipWhile(line => line != "data:").Skip(1).TakeWhile(line => line.StartsWith("  ", StringComparison.Ordinal)),
    ];

    private static string Timeless(string rendered) => string.Join('\n', rendered.Split('\n').Where(line => !line.StartsWith("LAST DEPLOYED", StringComparison.Ordinal)));
}
