using System.Globalization;
using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Core.Tests.Support;
using CanaryMesh.Analyzer.Judging;
using CanaryMesh.Cli.Commands;
using CanaryMesh.Cli.Rendering;
using CanaryMesh.Cli.Tests.Support;

namespace CanaryMesh.Cli.Tests.Records;

/// <summary>Whatever a record was edited to, the commands end with a message and a code that the README names.</summary>
public sealed class EditedRecordTests
{
    private static readonly string[] Values = ["null", "{}", "[]", "[null]", "[{}]", "\"NaN\"", "\"2\"", "0", "9", "-1", "1e18", "1e308", "9223372036854775807", "\"0001-01-01T00:00:00Z\""];
    private static readonly string Text = (SomeRecord.RolledBack() with { Looks = [.. SomeRecord.RolledBack().Looks.TakeLast(2)] }).ToJson();

    [Fact]
    public async Task Replay_WithAnyMemberEdited_EndsWithAMessage()
    {
        foreach (var (what, text) in JsonEdits.Of(Text, Values))
        {
            var (code, output, error) = await ReplayAsync(what, text);

            Assert.True(code is 0 or 7 ? output.Length > 0 && error.Length == 0 : code is 2 or 5 && output.Length == 0 && error.StartsWith("error: ", StringComparison.Ordinal), $"{what}: {code} {output}{error}");
        }
    }

    [Fact]
    public void Page_OfWhatIsAccepted_IsDrawn() => Assert.All(JsonEdits.Of(Text, Values), edit =>
    {
        if (DecisionRecord.Parse(edit.Text) is { } record)
        {
            Assert.Contains("kubectl canary replay -", RecordPage.Of(record, "api", "shop"), StringComparison.Ordinal);
        }
    });

    [Fact]
    public async Task Explain_AnEditedRecord_SaysWhichMember()
    {
        await using var api = await FakeApi.StartAsync();
        api.Answer("/api/v1/namespaces/shop/configmaps", new JsonObject
        {
            ["items"] = new JsonArray(new JsonObject
            {
                ["metadata"] = new JsonObject { ["name"] = "api-judged-1" },
                ["data"] = new JsonObject { ["record.json"] = JsonEdits.Edited(Text, ["settings", "mode"], "9") },
            }),
        }.ToJsonString());

        var run = await CommandRun.OnAsync(api, "explain", "api");

        Assert.Equal(
            (2, "error: what ConfigMap api-judged-1 keeps of canary shop/api is no record of a decision: settings.mode must be one of Off, Advisory, Strict\n"),
            (run.ExitCode, run.Error.ReplaceLineEndings("\n")));
    }

    private static async Task<(int Code, string Output, string Error)> ReplayAsync(string what, string text)
    {
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        using var error = new StringWriter(CultureInfo.InvariantCulture);
        using var input = new StringReader(text);
        try
        {
            return (await CommandLine.RunAsync(["replay", "-"], output, error, TimeProvider.System, input), output.ToString(), error.ToString());
        }
        catch (Exception fault)
        {
            throw new InvalidOperationException(what, fault);
        }
    }
}
