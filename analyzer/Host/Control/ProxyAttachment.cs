using System.Threading.Channels;
using Wire = CanaryMesh.Api.Control;

namespace CanaryMesh.Analyzer.Control;

/// <summary>One open stream: the newest message not yet sent, and what the proxy said last.</summary>
internal sealed class ProxyAttachment(PodIdentity pod, string instance, uint protocol, DateTimeOffset since)
{
    // One place and the newest wins: a slow proxy neither holds others up nor works through what is out of date.
    private readonly Channel<Wire.AnalyzerMessage> _mailbox = Channel.CreateBounded<Wire.AnalyzerMessage>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });

    private readonly TaskCompletionSource<string> _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public PodIdentity Pod => pod;

    public string Instance => instance;

    public uint Protocol => protocol;

    public ProxyObservation Said { get; set; } = new()
    {
        PodUid = pod.PodUid,
        PodName = pod.PodName,
        Track = pod.Track,
        Version = pod.Version,
        Instance = instance,
        ConnectedSince = since,
    };

    public ChannelReader<Wire.AnalyzerMessage> Mailbox => _mailbox.Reader;

    /// <summary>Done with a reason when we end the stream.</summary>
    public Task<string> Closed => _closed.Task;

    public void Post(Wire.AnalyzerMessage message) => _mailbox.Writer.TryWrite(message);

    public void Close(string reason)
    {
        _closed.TrySetResult(reason);
        _mailbox.Writer.TryComplete();
    }
}
