using Microsoft.Extensions.Time.Testing;

namespace CanaryMesh.Load.Tests;

public sealed class PatienceTests : IAsyncDisposable
{
    private readonly FakeTimeProvider _clock = new();
    private readonly Patience _patience;

    public PatienceTests() => _patience = new(TimeSpan.FromSeconds(2), _clock);

    [Fact]
    public void Limit_ThatHasRun_EndsWhatWaitsAndNothingYounger()
    {
        var first = _patience.Begin();
        Beats(60);
        var second = _patience.Begin();
        Beats(39);
        Assert.False(first.IsCancellationRequested);

        Beats(1);

        Assert.True(Ended(first));
        Assert.False(second.IsCancellationRequested);
    }

    [Fact]
    public void MachineThatStandsStill_UsesUpASecond()
    {
        var waiting = _patience.Begin();
        _clock.Advance(TimeSpan.FromMinutes(1));
        _patience.Count();
        Beats(49);
        Assert.False(waiting.IsCancellationRequested);

        Beats(1);

        Assert.True(Ended(waiting));
    }

    public ValueTask DisposeAsync() => _patience.DisposeAsync();

    private static bool Ended(CancellationToken token) => SpinWait.SpinUntil(() => token.IsCancellationRequested, TimeSpan.FromSeconds(10));

    private void Beats(int count)
    {
        for (var beat = 0; beat < count; beat++)
        {
            _clock.Advance(TimeSpan.FromMilliseconds(20));
            _patience.Count();
        }
    }
}
