namespace CanaryMesh.Cli.Adoption;

/// <summary>Looks, takes the first step that is left, and looks again. Nothing is remembered but how long the Services have led away.</summary>
internal sealed class AdoptionRun(IAdoptionSource source, Action<string> say, TimeProvider clock)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private readonly List<string> _touched = [];
    private DateTimeOffset? _moved;
    private string _said = "";

    internal async Task<AdoptionReport> RunAsync(TimeSpan patience, TimeSpan drain, CancellationToken stop)
    {
        var until = clock.GetUtcNow() + patience;
        while (true)
        {
            var looked = await source.LookAsync(stop);
            if (looked.Value is not { } facts)
            {
                return Ended(_touched is [] ? looked.ExitCode : ExitCodes.Incomplete, looked.Fault);
            }
            if (AdoptionFaults.Of(facts).ToList() is { Count: > 0 } faults)
            {
                return Ended(_touched is [] ? ExitCodes.NothingToDo : ExitCodes.Incomplete, string.Join("\n       ", faults));
            }
            _moved = AdoptionPlan.HasMoved(facts) ? _moved ?? clock.GetUtcNow() : null;
            var steps = AdoptionPlan.Remaining(facts, _moved is { } since && clock.GetUtcNow() - since >= drain);
            if (steps is [])
            {
                return Ended(ExitCodes.Done, "");
            }
            if (steps[0] is AdoptionStep.Wait or AdoptionStep.Drain)
            {
                if (clock.GetUtcNow() >= until)
                {
                    return Ended(ExitCodes.Incomplete, $"stopped after {patience.TotalSeconds:0} s: {steps[0]}; the primary still serves, repeat to go on");
                }
                SayOnce($"{steps[0]}");
                await Task.Delay(Pause, clock, stop);
                continue;
            }
            var taken = await source.TakeAsync(steps[0], stop);
            if (taken.Value is null && (taken.ExitCode is not ExitCodes.Conflict || clock.GetUtcNow() >= until))
            {
                return Ended(ExitCodes.Incomplete, $"{steps[0]}: {taken.Fault}; repeat to go on");
            }
            await TouchAsync(taken.Value, stop);
        }
    }

    // Somebody wrote in between: what they wrote is looked at first.
    private Task TouchAsync(AdoptionStep? step, CancellationToken stop)
    {
        if (step is null)
        {
            return Task.Delay(Pause, clock, stop);
        }
        _touched.Add($"{step}");
        say($"{step}");
        return Task.CompletedTask;
    }

    private void SayOnce(string line)
    {
        if (_said != line)
        {
            _said = line;
            say(line);
        }
    }

    private AdoptionReport Ended(int code, string why) => new(code, why, _touched);
}
