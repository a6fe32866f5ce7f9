using System.Threading.Channels;

namespace CanaryMesh.Analyzer.Host.Tests.Kubernetes;

/// <summary>One watch that the client has open, written to by the test.</summary>
internal sealed class FakeWatch(string query)
{
    private readonly Channel<string?> _lines = Channel.CreateUnbounded<string?>();

    public string Query => query;

    public ChannelReader<string?> Lines => _lines.Reader;

    public void Send(string type, string name, string version, string ns = "shop", string uid = "u1") => SendLine(
        $$"""{"type":"{{type}}","object":{{FakeApiServer.Pod(name, version, ns, uid)}}}""");

    public void SendLine(string line) => _lines.Writer.TryWrite(line);

    public void End() => _lines.Writer.TryComplete();

    /// <summary>Breaks the connection in the middle of the answer.</summary>
    public void Break() => _lines.Writer.TryWrite(null);
}
