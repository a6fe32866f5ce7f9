using System.Collections.Concurrent;
using CanaryMesh.Analyzer.Rollouts;

namespace CanaryMesh.Analyzer.Gates;

/// <summary>Calls hooks behind the ticks' back and remembers what each answered last. One call of a hook at a time; a wish that is under way or
/// already answered starts nothing. What is forgotten is asked again, never skipped.</summary>
internal sealed class HookRunner(TimeProvider time)
{
    private readonly ConcurrentDictionary<RolloutKey, Calls> _rollouts = new();

    /// <summary>A hook has answered.</summary>
    public event Action<RolloutKey>? Answered;

    public IReadOnlyList<HookOutcome> Known(RolloutKey key)
    {
        if (!_rollouts.TryGetValue(key, out var calls))
        {
            return [];
        }

        lock (calls)
        {
            return [.. calls.Outcomes.Values];
        }
    }

    public void Ask(RolloutKey key, HookCall wish, Func<CancellationToken, Task<HookReply>> call)
    {
        var calls = _rollouts.GetOrAdd(key, _ => new());
        var name = (wish.Hook.Place, wish.Hook.Name, wish.Hook.Type);
        CancellationTokenSource stop;
        lock (calls)
        {
            if (calls.Outcomes.TryGetValue(name, out var known) && known.Version == wish.Version && known.AskedAt >= wish.NotBefore)
            {
                return;
            }

            if (calls.Running.TryGetValue(name, out var running))
            {
                if (running.Version == wish.Version && IsSame(running.Address, wish.Hook.Address))
                {
                    return;
                }

                // Of a version that is not on trial any more, or to an address that was corrected.
                running.Stop.Cancel();
            }

            stop = new CancellationTokenSource();
            calls.Running[name] = (wish.Version, wish.Hook.Address, stop);
        }

        _ = RunAsync(key, calls, name, wish, call, stop);
    }

    private static bool IsSame(HookAddress one, HookAddress other) => one.Url == other.Url && one.Timeout == other.Timeout && one.Retries == other.Retries
        && one.AnyCertificate == other.AnyCertificate && one.Secret == other.Secret;

    /// <summary>A new trial begins, or the rollout is gone: no answer counts any more.</summary>
    public void Forget(RolloutKey key)
    {
        if (_rollouts.TryRemove(key, out var calls))
        {
            lock (calls)
            {
                foreach (var (_, _, stop) in calls.Running.Values)
                {
                    stop.Cancel();
                }
            }
        }
    }

    /// <summary>This analyzer no longer leads.</summary>
    public void ForgetAll()
    {
        foreach (var key in _rollouts.Keys)
        {
            Forget(key);
        }
    }

    private async Task RunAsync(
        RolloutKey key, Calls calls, (int, string, HookType) name, HookCall wish, Func<CancellationToken, Task<HookReply>> call, CancellationTokenSource stop)
    {
        using (stop)
        {
            var asked = time.GetUtcNow();
            var reply = await AnswerAsync(call, stop.Token);
            lock (calls)
            {
                if (calls.Running.TryGetValue(name, out var running) && running.Stop == stop)
                {
                    calls.Running.Remove(name);
                }

                if (stop.IsCancellationRequested)
                {
                    return;
                }

                calls.Outcomes[name] = new(wish.Hook, wish.Version, asked, time.GetUtcNow(), reply.Passed, reply.Sentence);
            }
        }

        Answered?.Invoke(key);
    }

    private static async Task<HookReply> AnswerAsync(Func<CancellationToken, Task<HookReply>> call, CancellationToken stop)
    {
        await Task.Yield();
        try
        {
            return await call(stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return new(false, false, "the call was given up");
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // Outermost: a fault of ours is a no of this hook, never the end of the process.
            return new(false, true, $"the call failed: {exception.GetType().Name}");
        }
    }

    private sealed class Calls
    {
        public Dictionary<(int, string, HookType), (string Version, HookAddress Address, CancellationTokenSource Stop)> Running { get; } = [];

        public Dictionary<(int, string, HookType), HookOutcome> Outcomes { get; } = [];
    }
}
