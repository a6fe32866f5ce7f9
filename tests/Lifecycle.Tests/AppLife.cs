using CanaryMesh.EndToEnd.Tests;
using CanaryMesh.EndToEnd.Tests.Phases;
using CanaryMesh.Support;

namespace CanaryMesh.Lifecycle.Tests;

/// <summary>A piece of one app's life under load, and the image that serves when it is over.</summary>
internal sealed record AppLife(string Name, string Serving, Func<PhasedApp, Task> LiveAsync)
{
    private const string First = "sample/web:1";
    private const string Bad = "sample/web:5";
    private const string Good = "sample/web:6";
    private const string Better = "sample/web:7";

    private static readonly string Sample = Path.Combine(Repository.Root, "tests", "SampleApp", "sample.yaml");

    public static IReadOnlyList<AppLife> All { get; } =
    [
        new("onboarded", First, app => app.OnboardAsync()),
        new("good-version-promoted", Good, async app => { await app.TryAsync(Good); await app.Target.PromotedAsync(Good); }),
        new("bad-version-rolled-back", First, async app => { await app.TryAsync(Bad); await app.Target.RefusedAsync(Bad); await app.NoCopyAsync(); }),
        new("left-at-rest", First, async app => { await app.OnboardAsync(); await app.LeaveAsync(); }),
        new("left-on-trial", First, async app => { await OnTrialAsync(app); await app.LeaveAsync(); }),
        new("left-in-promotion", Good, async app => { await app.TryAsync(Good); await app.Target.PhaseAsync("Promoting"); await app.RollsAsync(); await app.LeaveAsync(); }),
        new("left-and-came-back", First, async app => { await app.OnboardAsync(); await app.LeaveAndComeBackAsync(); }),
        new("own-canary-deleted-on-trial", First, OwnCanaryDeletedAsync),
        new("aborted-on-trial", First, async app => { await OnTrialAsync(app); await app.CommandAsync("abort"); await app.Target.RefusedAsync(Good); await app.NoCopyAsync(); }),
        new("taken-back-on-trial", First, async app => { await OnTrialAsync(app); await app.Target.SetImageAsync(First); await app.NoCopyAsync(); }),
        new("next-version-on-trial", Better, async app => { await OnTrialAsync(app); await app.Target.SetImageAsync(Better); await app.Target.PromotedAsync(Better); }),
        new("manifest-applied-again-on-trial", Good, async app => { await OnTrialAsync(app); await ApplyAsync(app, Good); await app.Target.PromotedAsync(Good); await ApplyAsync(app, Good); }),
        new("scaled-on-trial", Good, async app => { await OnTrialAsync(app); await app.Target.RunAsync("scale", "deploy/web", "--replicas=4"); await app.Target.PromotedAsync(Good); }),
        new("trial-without-room-in-its-quota", Good, WithoutRoomAsync),
        new("trial-that-no-node-takes", Good, WithoutNodeAsync),
        new("restarted-at-rest", First, RestartedAsync),
        new("undone-after-promotion", First, UndoneAsync),
    ];

    private static async Task OnTrialAsync(PhasedApp app)
    {
        await app.TryAsync(Good);
        await app.ServesItsShareAsync();
    }

    // As a pipeline does: the whole of it, whatever else has changed.
    private static async Task<string> ApplyAsync(PhasedApp app, string image) =>
        await app.Target.Web.Kubectl.ApplyAsync((await File.ReadAllTextAsync(Sample)).Replace(First, image, StringComparison.Ordinal), CancellationToken.None);

    private static async Task OwnCanaryDeletedAsync(PhasedApp app)
    {
        await app.OnboardByCanaryAsync();
        await app.Target.SetImageAsync(Good);
        await app.ServesItsShareAsync();
        await app.Target.RunAsync("delete", "canary", "web", $"--timeout={PhasedApp.Within.TotalSeconds:0}s");
        await app.GoneAsync();
    }

    // As many pods as serve, and no more: the copy comes once there is room, and so does the rolling update after it.
    private static async Task WithoutRoomAsync(PhasedApp app)
    {
        await app.OnboardAsync();
        await QuotaAsync(app, 2);
        await app.Target.SetImageAsync(Good);
        await app.ReasonAsync("CopyNotAdmitted");
        await QuotaAsync(app, 6);
        await app.Target.PromotedAsync(Good);
    }

    private static Task<string> QuotaAsync(PhasedApp app, int pods) => app.Target.Web.Kubectl.ApplyAsync(
        $$$$"""{"apiVersion":"v1","kind":"ResourceQuota","metadata":{"name":"pods"},"spec":{"hard":{"pods":"{{{{pods}}}}"}}}""", CancellationToken.None);

    private static async Task WithoutNodeAsync(PhasedApp app)
    {
        await app.OnboardAsync();
        await app.Target.PatchAsync("""{"spec":{"template":{"spec":{"nodeSelector":{"disk":"none-such"}}}}}""");
        await app.ReasonAsync("CopyUnschedulable");
        await app.Target.PatchAsync($$$$$"""{"spec":{"template":{"spec":{"nodeSelector":null,"containers":[{"name":"web","image":"{{{{{Good}}}}}"}]}}}}""");
        await app.Target.PromotedAsync(Good);
    }

    private static async Task RestartedAsync(PhasedApp app)
    {
        await app.OnboardAsync();
        await app.Target.RunAsync("rollout", "restart", "deploy/web");
        await app.Target.RunAsync("rollout", "status", "deploy/web", $"--timeout={PhasedApp.Within.TotalSeconds:0}s");
    }

    private static async Task UndoneAsync(PhasedApp app)
    {
        await app.TryAsync(Good);
        await app.Target.PromotedAsync(Good);
        await app.Target.RunAsync("rollout", "undo", "deploy/web");
        await app.Target.UntilAsync(async () => (await app.Target.ImagesAsync()).All(image => image == First), "the former version serves");
    }
}
