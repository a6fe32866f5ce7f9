using System.CommandLine;
using System.Text.Json.Nodes;
using CanaryMesh.Api.Names;
using CanaryMesh.Cli.Kubernetes;
using CanaryMesh.Cli.Restarting;

namespace CanaryMesh.Cli.Commands;

/// <summary>Brings managed targets' pods the proxies that would be injected today.</summary>
internal static class RestartCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    internal static Command Create(SharedOptions options, Surroundings surroundings)
    {
        var name = SharedOptions.Name();
        var everywhere = new Option<bool>("--all-namespaces", "-A") { Description = "Targets of every namespace." };
        var all = new Option<bool>("--all") { Description = "Also targets whose proxies are up to date." };
        var parallel = new Option<int>("--parallel") { Description = "How many targets at a time.", DefaultValueFactory = _ => 1 };
        parallel.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1)
            {
                result.AddError("--parallel must be at least 1");
            }
        });
        var installed = new Option<string>("--installation") { Description = "Namespace of CanaryMesh.", DefaultValueFactory = _ => Installation.Namespace };
        var timeout = Duration.Option("--timeout", Patience, "How long one target may take");
        var command = new Command("restart", "Restarts managed targets whose pods lack a proxy or have an older one; this makes no new version.") { name, everywhere, all, parallel, installed, timeout };
        command.SetAction(async (parsed, stop) =>
        {
            var opened = options.Connect(parsed);
            if (opened.Value is not { } connection)
            {
                return surroundings.Fail(opened.ExitCode, opened.Fault);
            }
            using (connection)
            {
                var source = new RestartSource(
                    connection.Objects, parsed.GetValue(everywhere) ? null : connection.Namespace, parsed.GetValue(name), parsed.GetRequiredValue(installed));
                var looked = await source.LookAsync(stop);
                if (looked.Value is not { } targets)
                {
                    return surroundings.Fail(looked.ExitCode, looked.Fault);
                }
                var run = new RestartRun(source, surroundings.Error.WriteLine, surroundings.Clock, parsed.GetValue(timeout));
                return await TellAsync(await run.RunAsync(targets, parsed.GetValue(all), parsed.GetValue(parallel), stop), options.WantsJson(parsed), surroundings);
            }
        });
        return command;
    }

    private static async Task<int> TellAsync(IReadOnlyList<RestartEnd> ends, bool json, Surroundings surroundings)
    {
        await surroundings.Output.WriteLineAsync(json
            ? new JsonArray([.. ends.Select(each => new JsonObject { ["target"] = each.Target, ["outcome"] = each.Outcome.Word(), ["why"] = each.Why })]).ToJsonString()
            : ends is [] ? "No managed target found." : string.Join('\n', ends));
        return ends.Any(each => each.Outcome is RestartOutcome.Failed) ? surroundings.Fail(ExitCodes.Incomplete, "not every target came back; repeat to go on")
            : ends.Any(each => each.Outcome is RestartOutcome.Restarted) ? ExitCodes.Done
            : ends.Any(each => each.Outcome is RestartOutcome.LeftAlone) ? ExitCodes.NothingToDo : ExitCodes.Done;
    }
}
