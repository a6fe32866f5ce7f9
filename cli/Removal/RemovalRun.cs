using System.Text.Json.Nodes;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Cli.Removal;

/// <summary>Looks, plans and acts until nothing is left. It remembers nothing that another run would need.</summary>
internal sealed class RemovalRun(IRemovalSource source, Action<string> say, Func<string, Task> save, TimeProvider clock)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private readonly HashSet<RemovalStep> _taken = [];
    private readonly List<string> _touched = [];
    private readonly HashSet<string> _saved = [];
    private Dictionary<string, string> _waiting = [];
    private bool _awaySaid;

    internal async Task<RemovalReport> RunAsync(RemovalFacts first, TimeSpan patience, CancellationToken stop)
    {
        var until = clock.GetUtcNow() + patience;
        var facts = first;
        while (true)
        {
            Given(facts);
            await SaveAsync(facts);
            switch (RemovalPlan.Next(facts, _taken))
            {
                case RemovalMove.Act act when await ActAsync(act.Steps, stop) is { } fault:
                    return Ended(ExitCodes.Incomplete, $"{fault}; what was begun goes on when this is repeated");
                case RemovalMove.Act:
                    break;
                case RemovalMove.Stop halt when clock.GetUtcNow() >= until || _taken.Count is 0 || facts.Analyzers > 0:
                    return Ended(ExitCodes.Incomplete, halt.Why);
                // One that goes away in the middle may be about to come back.
                case RemovalMove.Stop halt:
                    SayOnce(halt.Why);
                    await Task.Delay(Pause, clock, stop);
                    break;
                case RemovalMove.Wait when clock.GetUtcNow() >= until:
                    return Ended(ExitCodes.Incomplete, $"not all targets have left within {patience.TotalSeconds:0} s; the webhooks stay, repeat to go on");
                case RemovalMove.Wait:
                    await Task.Delay(Pause, clock, stop);
                    break;
                case RemovalMove.Done:
                    return Ended(ExitCodes.Done, "");
            }
            facts = await LookAsync(facts, until, stop);
        }
    }

    // An API server that is away for a moment is asked again.
    private async Task<RemovalFacts> LookAsync(RemovalFacts before, DateTimeOffset until, CancellationToken stop)
    {
        while (clock.GetUtcNow() < until)
        {
            var looked = await source.LookAsync(stop);
            if (looked.Value is { } facts)
            {
                return facts;
            }
            SayOnce(looked.Fault);
            await Task.Delay(Pause, clock, stop);
        }
        return before;
    }

    private async Task<string?> ActAsync(IReadOnlyList<RemovalStep> steps, CancellationToken stop)
    {
        foreach (var step in steps)
        {
            var answer = await source.TakeAsync(step, stop);
            if (answer.Value is null)
            {
                return $"{step.Object}: {answer.Fault}";
            }
            _taken.Add(step);
            Touch($"{step}");
        }
        return null;
    }

    // What was in care at the last look and is no more was given back.
    private void Given(RemovalFacts facts)
    {
        var now = new Dictionary<string, string>();
        foreach (var (thing, why) in Care.Of(facts))
        {
            now[$"{thing}"] = why;
        }
        foreach (var thing in _waiting.Keys.Where(each => !now.ContainsKey(each)))
        {
            Touch($"{thing}: given back");
        }
        foreach (var (thing, why) in now.Where(each => !_waiting.TryGetValue(each.Key, out var before) || before != each.Value))
        {
            say($"waiting: {thing}: {why}");
        }
        _waiting = now;
    }

    private async Task SaveAsync(RemovalFacts facts)
    {
        var fresh = SavedManifests.Of(facts).Where(each => _saved.Add(each.Text("metadata", "uid") ?? "")).ToList();
        var wishes = RemovalPlan.All(facts).Where(step => step.Patch is not null && _saved.Add($"{step}")).ToList();
        if (fresh.Count + wishes.Count > 0)
        {
            await save(SavedManifests.Of(fresh, wishes));
        }
    }

    private void Touch(string line)
    {
        _touched.Add(line);
        say(line);
    }

    private void SayOnce(string line)
    {
        if (!_awaySaid)
        {
            _awaySaid = true;
            say($"waiting: {line}");
        }
    }

    private RemovalReport Ended(int code, string why) => new(code, why, _touched, [.. _waiting.Select(each => $"{each.Key}: {each.Value}")]);
}
