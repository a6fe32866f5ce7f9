using CanaryMesh.Analyzer.Analysis;
using CanaryMesh.Analyzer.Core.Tests.Support;
using CanaryMesh.Analyzer.Gates;
using CanaryMesh.Analyzer.Planning;
using CanaryMesh.Analyzer.Rollouts;

namespace CanaryMesh.Analyzer.Core.Tests.Gates;

/// <summary>A world that does at once what plans ask for, and whose hooks answer between two ticks as the test says.</summary>
internal sealed class GatedRun
{
    private static readonly Uri Url = new("http://gate.shop/");
    private readonly Dictionary<Hook, HookOutcome> _outcomes = [];

    public GatedRun(params (HookType Type, string Name)[] hooks) : this(Some.Held, hooks)
    {
    }

    public GatedRun(RolloutObservation seen, params (HookType Type, string Name)[] hooks)
    {
        var list = hooks.Select((hook, place) => new Hook(place, hook.Name, hook.Type, new(Url, TimeSpan.FromSeconds(10), 0))).ToList();
        Seen = seen with { Spec = seen.Spec with { Steps = new(10, 20, []), Hooks = list } };
    }

    public RolloutObservation Seen { get; set; }

    /// <summary>Whether a hook says yes; null: it does not answer.</summary>
    public Func<Hook, bool?> Answer { get; set; } = _ => true;

    public Verdict Verdict { get; set; } = Verdict.Passed;

    /// <summary>Calls and weights in their order, e.g. "pre-rollout test", "weight 10".</summary>
    public List<string> Log { get; } = [];

    public List<string> Said { get; } = [];

    /// <summary>Calls, weights and what was said, in their order.</summary>
    public List<string> Story { get; } = [];

    public RolloutPhase Phase => Seen.Status.Phase;

    public string Word => PhaseWord.Of(Seen.Status);

    /// <summary>Ticks until nothing is to be looked at for this long.</summary>
    public GatedRun For(TimeSpan span)
    {
        var end = Seen.ObservedAt + span;
        while (Seen.ObservedAt < end)
        {
            var plan = Tick();
            var wait = plan.Calls.Any(call => _outcomes.TryGetValue(call.Hook, out var outcome) && outcome.AskedAt >= call.NotBefore) ? TimeSpan.FromMilliseconds(2) : plan.LookAgainAfter ?? span;
            Seen = Seen with { ObservedAt = Seen.ObservedAt + (wait < TimeSpan.FromMilliseconds(1) ? TimeSpan.FromMilliseconds(1) : wait) };
        }

        return this;
    }

    public RolloutPlan Tick()
    {
        var plan = RolloutPlanner.Plan(Seen, Some.Judged(RolloutPlanner.ChecksDue(Seen) ? Verdict : Verdict.Inconclusive));
        foreach (var action in plan.Actions)
        {
            Do(action);
        }

        Seen = Seen with { Status = plan.Status, Command = null };
        foreach (var call in plan.Calls)
        {
            Ask(call);
        }

        return plan;
    }

    /// <summary>The analyzer was restarted: it knows no answer.</summary>
    public void Forget()
    {
        _outcomes.Clear();
        Seen = Seen with { HookOutcomes = [] };
    }

    private void Ask(HookCall call)
    {
        if ((_outcomes.TryGetValue(call.Hook, out var known) && known.Version == call.Version && known.AskedAt >= call.NotBefore) || Answer(call.Hook) is not { } yes)
        {
            return;
        }

        Note($"{call.Hook.Type.Word()} {call.Hook.Name}");
        var asked = Seen.ObservedAt.AddMilliseconds(1);
        _outcomes[call.Hook] = new(call.Hook, call.Version, asked, asked.AddMilliseconds(1), yes, yes ? "HTTP 200" : "HTTP 403");
        Seen = Seen with { HookOutcomes = [.. _outcomes.Values] };
    }

    private void Note(string what)
    {
        Log.Add(what);
        Story.Add(what);
    }

    private void Do(RolloutAction action)
    {
        switch (action)
        {
            case RolloutAction.SetWeight weight when weight.Weight != Seen.Weight:
                Note($"weight {weight.Weight}");
                Seen = Seen with { Routes = Some.At(weight.Weight) };
                break;
            case RolloutAction.Announce said:
                Said.Add(said.Message);
                Story.Add($"“{said.Message}”");
                break;
            case RolloutAction.CreateCopy copy:
                Seen = Seen with { Copy = new() { Hash = copy.Hash, Replicas = 4, Ready = 4, Serving = 4, CreatedAt = Seen.ObservedAt } };
                break;
            case RolloutAction.DeleteCopy:
                Seen = Seen with { Copy = null };
                break;
            case RolloutAction.ResumeTarget:
                Seen = Seen with { Target = Some.Serving with { TemplateHash = Seen.Target!.TemplateHash, PrimaryHash = Seen.Target.TemplateHash } };
                break;
            default:
                break;
        }
    }
}
