using System.Globalization;
using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Judging;
using CanaryMesh.Cli.Commands;
using CanaryMesh.Cli.Tests.Support;

namespace CanaryMesh.Cli.Tests.Records;

public sealed class ReplayCommandTests : IDisposable
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    public void Dispose() => File.Delete(_file);

    [Fact]
    public async Task Replay_ARecord_GivesTheSameVerdict()
    {
        var run = await ReplayAsync(SomeRecord.RolledBack().ToJson());

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal($"The same verdict after 30 looks: rolled back, Comparison.\n{SomeRecord.Sentence}\n", run.Output);
    }

    [Fact]
    public async Task Replay_OfTheStandardInput_IsTheSame()
    {
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        using var input = new StringReader(SomeRecord.RolledBack().ToJson());

        Assert.Equal(0, await CommandLine.RunAsync(["replay", "-"], output, TextWriter.Null, TimeProvider.System, input));
        Assert.StartsWith("The same verdict", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replay_AChangedRecord_SaysWhereItDiffers()
    {
        var record = SomeRecord.RolledBack();
        var spoilt = record.Looks.Select((look, index) => index == 26 ? look with { Input = look.Input with { Blocks = [look.Input.Blocks[0] with { X = 90 }] } } : look);

        var run = await ReplayAsync((record with { Looks = [.. spoilt] }).ToJson());

        Assert.Equal(7, run.ExitCode);
        Assert.StartsWith("Another verdict: look 27 of 30, at 09:59:46, does not come out as it is written.\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replay_AnotherDecisionThanWritten_SaysBoth()
    {
        var run = await ReplayAsync((SomeRecord.RolledBack() with { Decision = new(Ruling.Hold, [RulingReason.Suspicious]) }).ToJson());

        Assert.Equal(7, run.ExitCode);
        Assert.StartsWith("Another verdict after 30 looks: rolled back, Comparison; written is held, Suspicious.\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replay_OfWhatAPersonDecided_SaysThatNoJudgeDid()
    {
        var record = SomeRecord.RolledBack() with { Outcome = new(Ruling.Advance, "PromotedByCommand") };

        Assert.Contains("decided by others than the judge: taken on, PromotedByCommand.\n", (await ReplayAsync(record.ToJson())).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replay_AsJson_IsReadable()
    {
        var run = await ReplayAsync(SomeRecord.RolledBack().ToJson(), "-o", "json");

        var answer = JsonNode.Parse(run.Output)!;
        Assert.Equal((true, "RollBack", 30), ((bool)answer["same"]!, (string)answer["ruling"]!, (int)answer["looks"]!));
    }

    [Theory]
    [InlineData("", "is no record of a decision: it is empty")]
    [InlineData("kind: Canary", "is no record of a decision: it is no whole JSON")]
    [InlineData("[]", "is no record of a decision: it must be an object")]
    [InlineData("{\"form\":1}", "is no record of a decision: rollout is missing")]
    [InlineData("{\"form\":\"x\"}", "is no record of a decision: form must be a whole number that fits 32 bits")]
    [InlineData("{\"form\":0}", "is no record of a decision: rollout is missing")]
    [InlineData("{\"form\":3}", "is a record of form 3, and this plugin reads form 1: take a newer one")]
    public async Task Replay_WhatIsNoRecord_SaysSoInOneSentence(string text, string said)
    {
        var run = await ReplayAsync(text);

        Assert.Equal((2, "", $"error: {_file} {said}\n"), (run.ExitCode, run.Output, run.Error.ReplaceLineEndings("\n")));
    }

    [Fact]
    public async Task Replay_OfNoLook_HasNothingToDo()
    {
        var run = await ReplayAsync((SomeRecord.RolledBack() with { Looks = [] }).ToJson());

        Assert.Equal((5, "", $"error: {_file} holds no look: there is nothing to replay\n"), (run.ExitCode, run.Output, run.Error.ReplaceLineEndings("\n")));
    }

    [Fact]
    public async Task Replay_AFileWithoutEnd_IsReadOnlySoFar()
    {
        var run = await CommandRun.OfAsync("replay", "/dev/zero");

        Assert.Equal((2, "error: /dev/zero is no record of a decision: it is longer than 1048576 characters\n"), (run.ExitCode, run.Error.ReplaceLineEndings("\n")));
    }

    [Fact]
    public async Task Replay_ARecordThatIsCutOff_ExitsWithTwo() => Assert.Equal(2, (await ReplayAsync(SomeRecord.RolledBack().ToJson()[..^1])).ExitCode);

    [Fact]
    public async Task Replay_AFileThatIsNotThere_ExitsWithThree() => Assert.Equal(3, (await CommandRun.OfAsync("replay", _file)).ExitCode);

    private async Task<CommandRun> ReplayAsync(string text, params string[] args)
    {
        await File.WriteAllTextAsync(_file, text);
        return await CommandRun.OfAsync(["replay", _file, .. args]);
    }
}
