using System.CommandLine;
using CanaryMesh.Cli.Rollouts;

namespace CanaryMesh.Cli.Commands;

/// <summary>The plugin's grammar.</summary>
internal static class CommandLine
{
    internal static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error, TimeProvider clock, TextReader? input = null)
    {
        var streams = new InvocationConfiguration
        {
            Output = output,
            Error = error,
            // Its exit code 1 would say "rolled back"; a fault of ours ends the process loudly instead.
            EnableDefaultExceptionHandler = false,
        };
        var parsed = Root(new Surroundings(output, error, clock) { Input = input ?? Console.In }).Parse(args);
        var code = await parsed.InvokeAsync(streams);
        return parsed.Errors.Count > 0 ? ExitCodes.Usage : code;
    }

    private static RootCommand Root(Surroundings surroundings)
    {
        var options = new SharedOptions();
        var root = new RootCommand("Shows rollouts and carries a person's commands to the analyzer.")
        {
            StatusCommand.Create(options, surroundings),
            ExplainCommand.Create(options, surroundings),
            ReplayCommand.Create(options, surroundings),
            VerbCommand.Create(Verb.Promote, "Promotes the version on trial without judging it further.", options, surroundings),
            VerbCommand.Create(Verb.Abort, "Rolls the version on trial back.", options, surroundings),
            VerbCommand.Create(Verb.Retry, "Tries the refused version once more.", options, surroundings),
            VerbCommand.Create(Verb.Approve, "Opens the gate that the rollout waits for.", options, surroundings),
            VerbCommand.Create(Verb.Pause, "Keeps the rollout where it is; its checks go on.", options, surroundings),
            VerbCommand.Create(Verb.Resume, "Lets a paused rollout go on.", options, surroundings),
            AdoptCommand.Create(options, surroundings),
            RestartCommand.Create(options, surroundings),
            PreflightCommand.Create(options, surroundings),
            UninstallCommand.Create(options, surroundings),
        };
        options.AddTo(root);
        return root;
    }
}
