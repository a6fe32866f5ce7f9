using System.Collections.Concurrent;
using System.Threading.Channels;
using CanaryMesh.Api.Control;

namespace CanaryMesh.Proxy.Tests.Support;

/// <summary>Both directions of all streams of a control server.</summary>
public sealed class ControlLine : IDisposable
{
    private readonly CancellationTokenSource _ended = new();
    private int _streams;

    public ConcurrentQueue<ProxyMessage> Heard { get; } = new();

    public ConcurrentQueue<string> Tokens { get; } = new();

    public Channel<AnalyzerMessage> Say { get; } = Channel.CreateUnbounded<AnalyzerMessage>();

    public int Streams => Volatile.Read(ref _streams);

    /// <summary>Answers as an analyzer does that does not lead.</summary>
    public bool IsStandby { get; set; }

    public bool IsEndedByProxy { get; set; }

    public IEnumerable<Report> Reports => Heard.Where(each => each.Report is not null).Select(each => each.Report);

    /// <summary>Cancelled when this analyzer leads no more.</summary>
    public CancellationToken Ended => _ended.Token;

    public void End() => _ended.Cancel();

    public void Open() => Interlocked.Increment(ref _streams);

    public void Dispose() => _ended.Dispose();
}
