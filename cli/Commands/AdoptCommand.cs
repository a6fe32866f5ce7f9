using System.CommandLine;
using System.Text.Json.Nodes;
using CanaryMesh.Api.Templates;
using CanaryMesh.Cli.Adoption;
using CanaryMesh.Cli.Kubernetes;

namespace CanaryMesh.Cli.Commands;

/// <summary>Takes a target over from Flagger without losing a request; each step is safe to stop after.</summary>
internal static class AdoptCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan DrainTime = TimeSpan.FromSeconds(20);

    internal static Command Create(SharedOptions options, Surroundings surroundings)
    {
        var name = new Argument<string>("NAME") { Description = "Name of the Canary." };
        var dry = new Option<bool>("--dry-run") { Description = "Shows the steps and changes nothing." };
        var timeout = Duration.Option("--timeout", Patience, "How long to wait for pods and endpoints");
        var drain = Duration.Option("--drain", DrainTime, "How long the primary goes on answering after no Service leads to it");
        var command = new Command("adopt", "Takes a Canary's target over from Flagger.") { name, dry, timeout, drain };
        command.SetAction(async (parsed, stop) =>
        {
            var opened = options.Connect(parsed);
            if (opened.Value is not { } connection)
            {
                return surroundings.Fail(opened.ExitCode, opened.Fault);
            }
            using (connection)
            {
                var source = new AdoptionSource(connection.Objects, connection.Namespace, parsed.GetRequiredValue(name));
                var json = options.WantsJson(parsed);
                return await FirstAsync(source, parsed.GetValue(dry), json, surroundings, stop) is { } code
                    ? code
                    : await TellAsync(await new AdoptionRun(source, surroundings.Error.WriteLine, surroundings.Clock).RunAsync(parsed.GetValue(timeout), parsed.GetValue(drain), stop), json, surroundings);
            }
        });
        return command;
    }

    private static async Task<int?> FirstAsync(AdoptionSource source, bool dry, bool json, Surroundings surroundings, CancellationToken stop)
    {
        var looked = await source.LookAsync(stop);
        if (looked.Value is not { } facts)
        {
            return surroundings.Fail(looked.ExitCode, looked.Fault);
        }
        var faults = AdoptionFaults.Of(facts).ToList();
        var steps = AdoptionPlan.Remaining(facts, drained: false).Select(step => $"{step}").ToList();
        if (faults is [] && steps is [])
        {
            return surroundings.Fail(ExitCodes.NothingToDo, $"there is no Deployment {facts.PrimaryName}, and nothing else of Flagger's, to adopt");
        }
        if (dry)
        {
            await surroundings.Output.WriteLineAsync(json
                ? new JsonObject { ["faults"] = Texts(faults), ["steps"] = Texts(steps) }.ToJsonString()
                : string.Join('\n', faults.Select(fault => $"first: {fault}").Concat(steps)));
            return faults is [] ? ExitCodes.Done : ExitCodes.NothingToDo;
        }
        if (faults is [] && facts.Canary.Flag("spec", "suspend"))
        {
            await surroundings.Error.WriteLineAsync("warning: spec.suspend stays true: before it is removed, see that Flagger does not look at this namespace, or it makes the primary anew");
        }
        return null;
    }

    private static async Task<int> TellAsync(AdoptionReport report, bool json, Surroundings surroundings)
    {
        await surroundings.Output.WriteLineAsync(json
            ? new JsonObject { ["touched"] = Texts(report.Touched), ["why"] = report.Why }.ToJsonString()
            : report.Touched is [] ? "Nothing was touched." : $"Touched:\n  {string.Join("\n  ", report.Touched)}");
        return report.ExitCode is ExitCodes.Done ? ExitCodes.Done : surroundings.Fail(report.ExitCode, report.Why);
    }

    private static JsonArray Texts(IEnumerable<string> lines) => [.. lines.Select(line => (JsonNode?)line)];
}
