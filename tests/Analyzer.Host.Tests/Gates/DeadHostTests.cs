using CanaryMesh.Analyzer.Gates;
using CanaryMesh.Analyzer.Host.Tests.Applying;
using CanaryMesh.Analyzer.Prometheus;
using CanaryMesh.Analyzer.Rollouts;
using Microsoft.Extensions.Time.Testing;

namespace CanaryMesh.Analyzer.Host.Tests.Gates;

/// <summary>One address that never answers, named by fifty canaries, costs the fifty-first nothing.</summary>
public sealed class DeadHostTests
{
    [Fact]
    public async Task FiftyCanaries_WithADeadEndpoint_DoNotSlowAnother()
    {
        await using var dead = await HookServer.StartAsync();
        await using var alive = await HookServer.StartAsync();
        var never = new TaskCompletionSource();
        dead.Gate = never.Task;
        var time = new FakeTimeProvider();
        using var guarded = GuardedHttp.Create(new OutboundRule { AllowLoopback = true });
        var caller = new HookCaller(guarded, guarded, new RecordingApi(), new HostSlots(), time);
        var runner = new HookRunner(time);
        var answered = new TaskCompletionSource<RolloutKey>();
        runner.Answered += key => answered.TrySetResult(key);
        for (var canary = 0; canary < 50; canary++)
        {
            Ask(runner, caller, new("shop", $"web-{canary}"), dead.Address);
        }

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (dead.Requests.Count < HostSlots.PerHost)
        {
            await Task.Delay(5, patience.Token);
        }

        Ask(runner, caller, new("other", "web"), alive.Address);
        var first = await answered.Task.WaitAsync(patience.Token);

        Assert.Equal(new("other", "web"), first);
        Assert.Equal(HostSlots.PerHost, dead.Requests.Count);
        runner.ForgetAll();
        never.SetResult();
    }

    [Fact]
    public async Task Slots_ThatAreGivenBack_AreTakenByWhoWaits()
    {
        var slots = new HostSlots();
        var taken = new List<IDisposable>();
        for (var slot = 0; slot < HostSlots.PerHost; slot++)
        {
            taken.Add(await slots.TakeAsync("shop", "a", CancellationToken.None));
        }

        var next = slots.TakeAsync("shop", "a", CancellationToken.None);
        Assert.False(next.IsCompleted);
        Assert.True(slots.TakeAsync("shop", "b", CancellationToken.None).IsCompleted);
        Assert.True(slots.TakeAsync("bank", "a", CancellationToken.None).IsCompleted);
        taken[0].Dispose();
        taken[0].Dispose();
        (await next.WaitAsync(TimeSpan.FromSeconds(20))).Dispose();
        taken.ForEach(each => each.Dispose());
        Assert.True(slots.TakeAsync("shop", "a", CancellationToken.None).IsCompleted);
    }

    private static void Ask(HookRunner runner, HookCaller caller, RolloutKey key, Uri url)
    {
        var hook = new Hook(0, "gate", HookType.ConfirmPromotion, new(url, TimeSpan.FromSeconds(10), 0));
        runner.Ask(key, new(hook, "v1", DateTimeOffset.MinValue, "Progressing"), stop => caller.CallAsync("shop", hook.Address, "once", [], stop));
    }
}
