using CanaryMesh.Api.Templates;

namespace CanaryMesh.Cli.Restarting;

/// <summary>Restarts targets, a few at a time, and begins no other once one did not come back: what is wrong with it may be wrong with all.</summary>
internal sealed class RestartRun(IRestartSource source, Action<string> say, TimeProvider clock, TimeSpan patience)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private volatile bool _hasFailed;

    internal async Task<IReadOnlyList<RestartEnd>> RunAsync(IReadOnlyList<RestartFacts> targets, bool all, int parallel, CancellationToken stop)
    {
        var ends = new RestartEnd[targets.Count];
        using var room = new SemaphoreSlim(parallel);
        await Task.WhenAll(targets.Select(async (facts, at) =>
        {
            await room.WaitAsync(stop);
            try
            {
                ends[at] = await OneAsync(facts, all, stop);
                _hasFailed |= ends[at].Outcome is RestartOutcome.Failed;
                say($"{ends[at]}");
            }
            finally
            {
                room.Release();
            }
        }));
        return ends;
    }

    private async Task<RestartEnd> OneAsync(RestartFacts facts, bool all, CancellationToken stop)
    {
        var name = $"{facts.Target.Text("metadata", "namespace")}/{facts.Target.Text("metadata", "name")}";
        // It may have come into a trial since.
        if (!_hasFailed && (await source.LookAgainAsync(facts, stop)).Value is { } now)
        {
            facts = now;
        }
        return (RestartChoice.WhyNot(facts), RestartChoice.Why(facts)) switch
        {
            ({ } reason, var why) => new(name, why is null && !all ? RestartOutcome.UpToDate : RestartOutcome.LeftAlone, reason),
            (_, null) when !all => new(name, RestartOutcome.UpToDate, ""),
            _ when _hasFailed => new(name, RestartOutcome.NotBegun, "another did not come back"),
            (_, var why) => await RestartAsync(name, facts, why ?? "asked for", stop),
        };
    }

    private async Task<RestartEnd> RestartAsync(string name, RestartFacts facts, string why, CancellationToken stop)
    {
        say($"deployment {name}: restarting ({why})");
        var until = clock.GetUtcNow() + patience;
        var patched = await source.RestartAsync(facts, RestartChoice.Patch(clock.GetUtcNow()), stop);
        if (patched.Value is not { } target)
        {
            return new(name, RestartOutcome.Failed, patched.Fault);
        }
        var generation = target.Number("metadata", "generation") ?? 0;
        while (clock.GetUtcNow() < until)
        {
            if ((await source.LookAgainAsync(facts, stop)).Value is { } seen && RestartChoice.IsDone(seen.Target, generation))
            {
                return RestartChoice.Why(seen) is { } still
                    ? new(name, RestartOutcome.Failed, $"its new pods are {still} all the same: see whether the webhook runs, and kubectl canary status")
                    : new(name, RestartOutcome.Restarted, why);
            }
            await Task.Delay(Pause, clock, stop);
        }
        return new(name, RestartOutcome.Failed, $"its pods were not replaced within {patience.TotalSeconds:0} s; kubectl rollout status says why");
    }
}
