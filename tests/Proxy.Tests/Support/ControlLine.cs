using System.Collections.Concurrent;
using System.Threading.Channels;
using CanaryMesh.Api.Control;

namespace CanaryMesh.Proxy.Tests.Support;

/// <summary>Both directions of all streams of a control server.</summary>
public sealed class ControlLine
{
    private int _streams;

    public ConcurrentQueue<ProxyMessage> Heard { get; } = new();

    public ConcurrentQueue<string> Tokens { get; } = new();

    public Channel<AnalyzerMessage> Say { get; } = Channel.CreateUnbounded<AnalyzerMessage>();

    public int Streams => Volatile.Read(ref _streams);

    public bool IsEndedByProxy { get; set; }

    public IEnumerable<Report> Reports => Heard.Where(each => each.Report is not null).Select(each => each.Report);

    public void Open() => Interlocked.Increment(ref _streams);
}
