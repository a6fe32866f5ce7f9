using System.Threading.Channels;
using CanaryMesh.Api.Control;

namespace CanaryMesh.Bench.Proxy;

/// <summary>What proxies say to a policy.</summary>
internal sealed class ControlAnswers
{
    private readonly Channel<uint> _applied = Channel.CreateUnbounded<uint>();

    public void Hear(ProxyMessage message)
    {
        if (message.Refused is { } refused)
        {
            throw new InvalidOperationException(refused.Reason);
        }

        if (message.Applied is { } applied)
        {
            _applied.Writer.TryWrite(applied.EffectiveWeight);
        }
    }

    /// <summary>Waits for the next proxy to serve the canary's share.</summary>
    public async Task ServedAsync(TimeSpan within)
    {
        using var patience = new CancellationTokenSource(within);
        while (await _applied.Reader.ReadAsync(patience.Token) != BenchControl.Weight)
        {
        }
    }
}
