using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace CanaryMesh.Analyzer.Host.Tests.Leadership;

/// <summary>Fake time that tells when somebody has begun to wait, so that it is never advanced too early.</summary>
internal sealed class ObservedTime : FakeTimeProvider
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly Channel<TimeSpan> _armed = Channel.CreateUnbounded<TimeSpan>();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        _armed.Writer.TryWrite(dueTime);
        return timer;
    }

    /// <summary>Waits until somebody waits for exactly this long, then lets it pass.</summary>
    public async Task PassAsync(TimeSpan wait)
    {
        await ArmedAsync(wait);
        Advance(wait);
    }

    public async Task ArmedAsync(TimeSpan wait)
    {
        while (await _armed.Reader.ReadAsync().AsTask().WaitAsync(Patience) != wait)
        {
        }
    }
}
