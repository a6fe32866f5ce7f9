using System.CommandLine;
using System.Text.Json.Nodes;
using CanaryMesh.Cli.Kubernetes;
using CanaryMesh.Cli.Removal;

namespace CanaryMesh.Cli.Commands;

/// <summary>Gives every target back to its team and removes what would hold versions; each step is safe to stop after.</summary>
internal static class UninstallCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    internal static Command Create(SharedOptions options, Surroundings surroundings)
    {
        var yes = new Option<bool>("--yes", "-y") { Description = "Does it; without it the steps are only shown." };
        var dry = new Option<bool>("--dry-run") { Description = "Shows the steps and changes nothing." };
        var all = new Option<bool>("--all") { Description = "Removes the installation's other objects too; not its namespace, not the definitions." };
        var save = new Option<string?>("--save") { Description = "File that the teams' Canaries and annotations are added to, as YAML; else they are shown." };
        var timeout = Duration.Option("--timeout", Patience, "How long to wait for the targets");
        var command = new Command("uninstall", "Makes every target leave, then removes the webhook configurations.") { yes, dry, all, save, timeout };
        command.SetAction(async (parsed, stop) =>
        {
            var opened = options.Connect(parsed);
            if (opened.Value is not { } connection)
            {
                return surroundings.Fail(opened.ExitCode, opened.Fault);
            }
            using (connection)
            {
                var source = new RemovalSource(connection.Objects, parsed.GetValue(all));
                var looked = await source.LookAsync(stop);
                if (looked.Value is not { } facts)
                {
                    return surroundings.Fail(looked.ExitCode, looked.Fault);
                }
                if (parsed.GetValue(dry) || !parsed.GetValue(yes))
                {
                    return await ShowAsync(facts, options.WantsJson(parsed), parsed.GetValue(dry), surroundings);
                }
                var run = new RemovalRun(source, surroundings.Error.WriteLine, text => SaveAsync(parsed.GetValue(save), text, surroundings), surroundings.Clock);
                return await TellAsync(await run.RunAsync(facts, parsed.GetValue(timeout), stop), options.WantsJson(parsed), surroundings);
            }
        });
        return command;
    }

    private static async Task<int> ShowAsync(RemovalFacts facts, bool json, bool asked, Surroundings surroundings)
    {
        var steps = RemovalPlan.All(facts).Select(step => $"{step}").ToList();
        await surroundings.Output.WriteLineAsync(json
            ? new JsonObject { ["steps"] = Texts(steps) }.ToJsonString()
            : steps is [] ? "Nothing to do." : string.Join('\n', steps));
        return asked || steps is [] ? ExitCodes.Done : surroundings.Fail(ExitCodes.Usage, "nothing was changed; --yes does it");
    }

    private static async Task<int> TellAsync(RemovalReport report, bool json, Surroundings surroundings)
    {
        if (json)
        {
            await surroundings.Output.WriteLineAsync(
                new JsonObject { ["touched"] = Texts(report.Touched), ["left"] = Texts(report.Left), ["why"] = report.Why }.ToJsonString());
        }
        else
        {
            await surroundings.Output.WriteLineAsync(report.Touched is [] ? "Nothing was touched." : $"Touched:\n  {string.Join("\n  ", report.Touched)}");
            if (report.Left is not [])
            {
                await surroundings.Output.WriteLineAsync($"Left:\n  {string.Join("\n  ", report.Left)}");
            }
        }
        return report.ExitCode is ExitCodes.Done ? ExitCodes.Done : surroundings.Fail(report.ExitCode, report.Why);
    }

    // Added to and never written over: a second run has fewer to save than the first. What is shown may come to a log, and a query string
    // may hold a token.
    private static Task SaveAsync(string? file, string text, Surroundings surroundings) => file is null
        ? surroundings.Error.WriteLineAsync($"To bring them back (--save FILE keeps what stands behind a ? in an address):\n{SavedManifests.WithoutQueries(text)}")
        : File.AppendAllTextAsync(file, text);

    private static JsonArray Texts(IEnumerable<string> lines) => [.. lines.Select(line => (JsonNode?)line)];
}
