using CanaryMesh.Analyzer.Gates;
using CanaryMesh.Analyzer.Rollouts;
using Microsoft.Extensions.Time.Testing;

namespace CanaryMesh.Analyzer.Host.Tests.Gates;

public sealed class HookRunnerTests
{
    private static readonly RolloutKey Key = new("shop", "web");
    private static readonly Hook Hook = new(0, "gate", HookType.ConfirmPromotion, new(new Uri("http://gate/"), TimeSpan.FromSeconds(10), 0));
    private readonly FakeTimeProvider _time = new(new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly HookRunner _runner;
    private readonly List<RolloutKey> _answered = [];
    private int _calls;

    public HookRunnerTests()
    {
        _runner = new(_time);
        _runner.Answered += key =>
        {
            lock (_answered)
            {
                _answered.Add(key);
            }
        };
    }

    [Fact]
    public async Task Wish_ThatIsAnswered_IsNotCalledAgainAndItsKeyIsToldOnce()
    {
        Ask("v1", TimeSpan.Zero);
        await AnsweredAsync(1);
        Ask("v1", TimeSpan.Zero);

        var known = Assert.Single(_runner.Known(Key));
        Assert.Equal(("v1", true, "HTTP 200", _time.GetUtcNow()), (known.Version, known.Passed, known.Sentence, known.AskedAt));
        Assert.Equal(1, _calls);
    }

    [Theory]
    [InlineData("v2", 0)]
    [InlineData("v1", 10)]
    public async Task Wish_OfANewRound_IsCalledAgain(string version, int later)
    {
        Ask("v1", TimeSpan.Zero);
        await AnsweredAsync(1);
        _time.Advance(TimeSpan.FromSeconds(10));
        Ask(version, TimeSpan.FromSeconds(later));
        await AnsweredAsync(2);

        Assert.Equal(2, _calls);
        Assert.Equal(version, Assert.Single(_runner.Known(Key)).Version);
    }

    [Fact]
    public async Task Wish_WhileItsCallRuns_StartsNoSecondOne()
    {
        var reply = new TaskCompletionSource<HookReply>();
        Ask("v1", TimeSpan.Zero, _ => reply.Task);
        Ask("v1", TimeSpan.FromSeconds(5), _ => reply.Task);
        reply.SetResult(new(false, false, "HTTP 403"));
        await AnsweredAsync(1);

        Assert.Equal(1, _calls);
        Assert.False(Assert.Single(_runner.Known(Key)).Passed);
    }

    [Fact]
    public async Task Call_OfAVersionNotOnTrialAnyMore_IsGivenUpAndItsAnswerDoesNotCount()
    {
        var old = new TaskCompletionSource<HookReply>();
        var stopped = new TaskCompletionSource();
        Ask("v1", TimeSpan.Zero, stop =>
        {
            stop.Register(stopped.SetResult);
            return old.Task;
        });
        Ask("v2", TimeSpan.Zero);
        await stopped.Task.WaitAsync(TimeSpan.FromSeconds(20));
        await AnsweredAsync(1);
        old.SetResult(new(false, false, "late"));
        await Task.Yield();

        Assert.Equal("v2", Assert.Single(_runner.Known(Key)).Version);
    }

    [Fact]
    public async Task Call_ToAnAddressThatWasCorrected_IsGivenUpForTheNewOne()
    {
        var stopped = new TaskCompletionSource();
        Ask("v1", TimeSpan.Zero, stop =>
        {
            stop.Register(stopped.SetResult);
            return new TaskCompletionSource<HookReply>().Task;
        });
        Ask("v1", TimeSpan.Zero, hook: Hook with { Address = Hook.Address with { Url = new Uri("http://right/") } });
        await stopped.Task.WaitAsync(TimeSpan.FromSeconds(20));
        await AnsweredAsync(1);

        Assert.Equal("http://right/", Assert.Single(_runner.Known(Key)).Hook.Address.Url.ToString());
    }

    [Fact]
    public async Task Call_ThatThrows_IsANoOfThisHook()
    {
        Ask("v1", TimeSpan.Zero, _ => throw new InvalidOperationException());
        await AnsweredAsync(1);

        Assert.Equal("the call failed: InvalidOperationException", Assert.Single(_runner.Known(Key)).Sentence);
    }

    [Fact]
    public async Task Answers_AfterAForgetting_AreAskedForAgain()
    {
        Ask("v1", TimeSpan.Zero);
        await AnsweredAsync(1);
        _runner.ForgetAll();
        Assert.Empty(_runner.Known(Key));
        Ask("v1", TimeSpan.Zero);
        await AnsweredAsync(2);

        Assert.Equal(2, _calls);
    }

    private void Ask(string version, TimeSpan notBefore, Func<CancellationToken, Task<HookReply>>? call = null, Hook? hook = null) =>
        _runner.Ask(Key, new(hook ?? Hook, version, new DateTimeOffset(2030, 1, 1, 12, 0, 0, TimeSpan.Zero) + notBefore, "Progressing"), stop =>
        {
            Interlocked.Increment(ref _calls);
            return call?.Invoke(stop) ?? Task.FromResult(new HookReply(true, false, "HTTP 200"));
        });

    private async Task AnsweredAsync(int count)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (Count() < count)
        {
            await Task.Delay(2, patience.Token);
        }
    }

    private int Count()
    {
        lock (_answered)
        {
            return _answered.Count;
        }
    }
}
