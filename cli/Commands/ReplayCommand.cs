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
        command.SetAction(async (parsed, stop) =>
        {
            var path = parsed.GetRequiredValue(file);
            var read = await ReadAsync(path, surroundings, stop);
            var record = read.Value is { } text ? RecordReading.Of(text, path is StandardInput ? "the standard input" : path) : Answer<DecisionRecord>.Failed(read.ExitCode, read.Fault);
            if (record.Value is not { } found)
            {
                return surroundings.Fail(record.ExitCode, record.Fault);
            }
            var replay = Replay.Of(found);
            await surroundings.Output.WriteAsync(options.WantsJson(parsed) ? ReplayText.Json(found, replay) : ReplayText.Of(found, replay));
            return replay.IsSame ? ExitCodes.Done : ExitCodes.Unfit;
        });
        return command;
    }

    private static async Task<Answer<string>> ReadAsync(string path, Surroundings surroundings, CancellationToken stop)
    {
        try
        {
            return Answer<string>.Of(path is StandardInput ? await surroundings.Input.ReadToEndAsync(stop) : await File.ReadAllTextAsync(path, stop));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return Answer<string>.Failed(ExitCodes.NotFound, $"{path} cannot be read: {fault.Message}");
        }
    }
}
