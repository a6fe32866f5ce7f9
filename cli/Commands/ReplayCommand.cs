using System.CommandLine;
using CanaryMesh.Analyzer.Judging;
using CanaryMesh.Cli.Records;
using CanaryMesh.Cli.Rendering;

namespace CanaryMesh.Cli.Commands;

/// <summary>Feeds a record back to the judge that is in this plugin, which is the analyzer's own code.</summary>
internal static class ReplayCommand
{
    private const string StandardInput = "-";

    internal static Command Create(SharedOptions options, Surroundings surroundings)
    {
        var file = new Argument<string>("FILE") { Description = "Record as explain -o json gives it; - reads it from the standard input." };
        var command = new Command("replay", "Feeds a record back, and says whether it gives the same verdict.") { file };
        command.SetAction((parsed, stop) => ReplayAsync(parsed.GetRequiredValue(file), options.WantsJson(parsed), surroundings, stop));
        return command;
    }

    private static async Task<int> ReplayAsync(string path, bool json, Surroundings surroundings, CancellationToken stop)
    {
        var (from, input) = path is StandardInput ? ("the standard input", surroundings.Input) : (path, null);
        var read = await RecordFile.ReadAsync(path, input, stop);
        var record = read.Value is { } text ? RecordReading.Of(text, from) : Answer<DecisionRecord>.Failed(read.ExitCode, read.Fault);
        if (record.Value is not { } found)
        {
            return surroundings.Fail(record.ExitCode, record.Fault);
        }
        if (found.Looks.Count == 0)
        {
            return surroundings.Fail(ExitCodes.NothingToDo, $"{from} holds no look: there is nothing to replay");
        }
        var replay = Replay.Of(found);
        await surroundings.Output.WriteAsync(json ? ReplayText.Json(found, replay) : ReplayText.Of(found, replay));
        return replay.IsSame ? ExitCodes.Done : ExitCodes.Unfit;
    }
}
