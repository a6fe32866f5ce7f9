namespace CanaryMesh.EndToEnd.Tests.Phases;

/// <summary>A moment to do something at: how an app that is not in our care yet gets there, how its Canary ends if left alone, what then
/// serves, and what serves if it leaves instead.</summary>
internal sealed record Phase(string Name, string Ending, string Serving, string ServingAfterLeaving, Func<PhasedApp, Task> EnterAsync)
{
    private const string First = "sample/web:1";
    private const string Good = "sample/web:6";
    private const string Bad = "sample/web:5";

    public static IReadOnlyList<Phase> All { get; } =
    [
        new("onboarding", "Initialized", First, First, async app => { await app.AnnotateAsync(); await app.ReasonAsync("InjectingProxies"); }),
        new("steering", "Initialized", First, First, async app => { await app.AnnotateAsync(); await app.ReasonAsync("Steering", "Initialized"); }),
        new("idle", "Initialized", First, First, app => app.OnboardAsync()),
        new("copy-starting", "Succeeded", Good, First, async app => { await app.TryAsync(Good); await app.ReasonAsync("WaitingForCopy"); }),
        new("trial", "Succeeded", Good, First, async app => { await app.TryAsync(Good); await app.ServesItsShareAsync(); }),
        new("promotion", "Succeeded", Good, Good, async app => { await app.TryAsync(Good); await app.Target.PhaseAsync("Promoting"); await app.RollsAsync(); }),
        new("rolled-back", "Failed", First, First, async app => { await app.TryAsync(Bad); await app.Target.RefusedAsync(Bad); await app.NoCopyAsync(); }),
        new("rollback", "Failed", First, First, async app => { await app.TryAsync(Good); await app.ServesItsShareAsync(); await app.CommandAsync("abort"); }),
        new("re-annotated", "Initialized", First, First, async app => { await app.OnboardAsync(); await app.LeaveAndComeBackAsync(); }),
    ];

    public static Phase Named(string name) => All.Single(phase => phase.Name == name);
}
