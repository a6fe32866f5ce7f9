using System.CommandLine;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using CanaryMesh.Api.Resources.Canaries;
using CanaryMesh.Cli.Kubernetes;
using CanaryMesh.Cli.Rollouts;

namespace CanaryMesh.Cli.Commands;

/// <summary>Asks the analyzer for promote, abort or retry.</summary>
internal static class VerbCommand
{
    private const int SuffixBytes = 6;

    internal static Command Create(Verb verb, string description, SharedOptions options, Surroundings surroundings)
    {
        var name = SharedOptions.Name();
        var command = new Command(verb.Word(), description) { name };
        command.SetAction(async (parsed, stop) =>
        {
            var opened = options.Connect(parsed);
            if (opened.Value is not { } connection)
            {
                return surroundings.Fail(opened.ExitCode, opened.Fault);
            }
            using (connection)
            {
                return await RunAsync(verb, connection.Rollouts, parsed.GetValue(name), options.WantsJson(parsed), surroundings, stop);
            }
        });
        return command;
    }

    private static async Task<int> RunAsync(Verb verb, IRolloutSource source, string? name, bool json, Surroundings surroundings, CancellationToken stop)
    {
        var found = name is null ? await OnlyOneAsync(source, stop) : await source.CanaryAsync(name, stop);
        if (found.Value is not { } canary)
        {
            return surroundings.Fail(found.ExitCode, found.Fault);
        }
        if (VerbRules.WhyNothingToDo(verb, canary) is { } sentence)
        {
            return surroundings.Fail(ExitCodes.NothingToDo, sentence);
        }
        // A random suffix makes each command a new one, so that it counts once.
        var command = $"{verb.Word()}:{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SuffixBytes))}";
        var asked = await source.CommandAsync(canary.Metadata.Name, command, stop);
        if (asked.Value is null)
        {
            return surroundings.Fail(asked.ExitCode, asked.Fault);
        }
        await surroundings.Output.WriteLineAsync(json
            ? new JsonObject { ["name"] = canary.Metadata.Name, ["command"] = command }.ToJsonString()
            : $"canary/{canary.Metadata.Name}: {verb.Word()} asked for; watch it with kubectl canary status {canary.Metadata.Name}");
        return ExitCodes.Done;
    }

    private static async Task<Answer<Canary>> OnlyOneAsync(IRolloutSource source, CancellationToken stop)
    {
        var found = await source.CanariesAsync(stop);
        return found.Value switch
        {
            null => Answer<Canary>.Failed(found.ExitCode, found.Fault),
            [] => Answer<Canary>.Failed(ExitCodes.NotFound, "the namespace has no Canary"),
            [var only] => Answer<Canary>.Of(only),
            var several => Answer<Canary>.Failed(
                ExitCodes.Usage, $"the namespace has several Canaries, name one: {string.Join(", ", several.Select(each => each.Metadata.Name))}"),
        };
    }
}
