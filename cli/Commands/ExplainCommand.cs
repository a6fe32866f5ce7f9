using System.CommandLine;
using CanaryMesh.Cli.Kubernetes;
using CanaryMesh.Cli.Records;
using CanaryMesh.Cli.Rendering;

namespace CanaryMesh.Cli.Commands;

/// <summary>Shows the record of a decision: as a page, or as the data that it is.</summary>
internal static class ExplainCommand
{
    internal static Command Create(SharedOptions options, Surroundings surroundings)
    {
        var name = new Argument<string>("NAME") { Description = "Name of the Canary." };
        var version = new Option<string?>("--version") { Description = "First digits of a version's hash; the version decided on last if absent." };
        var command = new Command("explain", "Shows why a version was rolled back, held or promoted: counts, checks, evidence, requests.") { name, version };
        command.SetAction(async (parsed, stop) =>
        {
            var opened = options.Connect(parsed);
            if (opened.Value is not { } connection)
            {
                return surroundings.Fail(opened.ExitCode, opened.Fault);
            }
            using (connection)
            {
                return await ExplainAsync(connection, parsed.GetRequiredValue(name), parsed.GetValue(version), options.WantsJson(parsed), surroundings, stop);
            }
        });
        return command;
    }

    private static async Task<int> ExplainAsync(ClusterConnection connection, string name, string? version, bool json, Surroundings surroundings, CancellationToken stop)
    {
        var listed = await connection.Rollouts.RecordsAsync(name, stop);
        if (listed.Value is not { } kept)
        {
            return surroundings.Fail(listed.ExitCode, listed.Fault);
        }
        // Of a name that was mistyped nothing is on record either.
        if (kept.Count == 0 && await connection.Rollouts.CanaryAsync(name, stop) is { Value: null } missing)
        {
            return surroundings.Fail(missing.ExitCode, missing.Fault);
        }
        var chosen = RecordChoice.Of(kept, version, $"canary {connection.Namespace}/{name}");
        if (chosen.Value is not { } found)
        {
            return surroundings.Fail(chosen.ExitCode, chosen.Fault);
        }
        if (found.Caution is { } caution)
        {
            surroundings.Caution(caution);
        }
        await surroundings.Output.WriteAsync(json ? found.Text + "\n" : RecordPage.Of(found.Record, name, connection.Namespace));
        return ExitCodes.Done;
    }
}
