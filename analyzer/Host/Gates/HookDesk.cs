using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Observing;
using CanaryMesh.Analyzer.Planning;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Analyzer.Telemetry;

namespace CanaryMesh.Analyzer.Gates;

/// <summary>Between ticks and hooks: puts the known answers into what a tick sees, and starts the calls that its plan asks for once it is on
/// record. Nothing here is waited for.</summary>
internal sealed class HookDesk(HookRunner runner, ReceiverQueues notices, HookCaller caller, AnalyzerMetrics metrics)
{
    public RolloutWorld Look(RolloutWorld world) => world.Seen.Spec.Hooks.Count == 0
        ? world
        : world with { Seen = world.Seen with { HookOutcomes = runner.Known(world.Seen.Key) } };

    public void Carry(RolloutObservation seen, RolloutPlan plan)
    {
        if (plan.Status.Phase is RolloutPhase.Progressing && seen.Status.Phase is not RolloutPhase.Progressing)
        {
            runner.Forget(seen.Key);
        }

        var after = seen with { Status = plan.Status };
        foreach (var call in plan.Calls)
        {
            var payload = HookPayload.Of(after, call);
            runner.Ask(seen.Key, call, stop => caller.CallAsync(seen.Key.Namespace, call.Hook.Address, Key(seen.Key, call), payload, stop));
        }

        foreach (var said in plan.Actions.OfType<RolloutAction.Announce>())
        {
            Tell(after, said);
        }
    }

    public void Forget(RolloutKey key) => runner.Forget(key);

    private void Tell(RolloutObservation seen, RolloutAction.Announce said)
    {
        foreach (var hook in seen.Spec.HooksOf(HookType.Event))
        {
            var call = new HookCall(hook, seen.Status.Trial ?? seen.Primary ?? "", seen.ObservedAt, PhaseWord.Of(seen.Status));
            var payload = HookPayload.OfEvent(seen, call, said.Warning, said.Message);
            if (!notices.Tell($"hook {seen.Key} {hook.Place} {hook.Name}", stop => NoteAsync(seen.Key, call, said.Reason.ToString(), payload, stop)))
            {
                metrics.NoticeLost();
            }
        }
    }

    private async Task NoteAsync(RolloutKey key, HookCall call, string reason, JsonObject payload, CancellationToken stop)
    {
        if (!(await caller.CallAsync(key.Namespace, call.Hook.Address, $"{Key(key, call)}/{reason}", payload, stop)).Passed)
        {
            metrics.NoticeLost();
        }
    }

    // The same question has the same key however often it is put.
    private static string Key(RolloutKey key, HookCall call) => string.Create(
        System.Globalization.CultureInfo.InvariantCulture, $"{key}/{call.Version}/{call.Hook.Place}/{call.NotBefore.ToUnixTimeMilliseconds()}");
}
