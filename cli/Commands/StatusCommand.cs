using CanaryMesh.Api.Names;
using System.CommandLine;
using CanaryMesh.Api.Resources.Canaries;
using CanaryMesh.Cli.Kubernetes;
using CanaryMesh.Cli.Rendering;
using CanaryMesh.Cli.Rollouts;

namespace CanaryMesh.Cli.Commands;

/// <summary>Shows one rollout in full, or all of a namespace in a table.</summary>
internal static class StatusCommand
{
    internal static Command Create(SharedOptions options, Surroundings surroundings)
    {
        var name = SharedOptions.Name();
        var command = new Command("status", "Shows where rollouts are, and why.") { name };
        command.SetAction(async (parsed, stop) =>
        {
            var opened = options.Connect(parsed);
            if (opened.Value is not { } connection)
            {
                return surroundings.Fail(opened.ExitCode, opened.Fault);
            }
            using (connection)
            {
                var json = options.WantsJson(parsed);
                return parsed.GetValue(name) is { } wanted
                    ? await ShowOneAsync(connection.Rollouts, wanted, json, surroundings, stop)
                    : await ShowAllAsync(connection.Rollouts, json, surroundings, stop);
            }
        });
        return command;
    }

    private static async Task<int> ShowOneAsync(IRolloutSource source, string name, bool json, Surroundings surroundings, CancellationToken stop)
    {
        var found = await source.CanaryAsync(name, stop);
        if (found.Value is not { } canary)
        {
            return surroundings.Fail(found.ExitCode, found.Fault);
        }
        var view = await ViewAsync(source, canary, stop);
        await surroundings.Output.WriteAsync(json ? RolloutJson.Of(view) : RolloutText.Of(view, surroundings.Clock.GetUtcNow()));
        return view.Phase is CanaryPhase.Failed ? ExitCodes.RolledBack : ExitCodes.Done;
    }

    private static async Task<int> ShowAllAsync(IRolloutSource source, bool json, Surroundings surroundings, CancellationToken stop)
    {
        var found = await source.CanariesAsync(stop);
        if (found.Value is not { } canaries)
        {
            return surroundings.Fail(found.ExitCode, found.Fault);
        }
        var views = canaries.Select(canary => RolloutView.Of(canary, [], [])).ToList();
        await surroundings.Output.WriteAsync(json ? RolloutJson.Of(views) : RolloutTable.Of(views));
        return views.Any(view => view.Phase is CanaryPhase.Failed) ? ExitCodes.RolledBack : ExitCodes.Done;
    }

    // Workloads and events only enrich the answer: a caller who may not read them still sees the rollout.
    private static async Task<RolloutView> ViewAsync(IRolloutSource source, Canary canary, CancellationToken stop)
    {
        var target = canary.Spec?.TargetRef.Name ?? canary.Metadata.Name;
        var workloads = new[] { await source.WorkloadAsync(target, stop), await source.WorkloadAsync(SideNames.Copy(target), stop) };
        var events = await source.EventsAsync(canary.Metadata.Name, stop);
        return RolloutView.Of(canary, [.. workloads.Select(each => each.Value).OfType<WorkloadFacts>()], events.Value ?? []);
    }
}
