using System.Net;
using System.Net.Sockets;

namespace CanaryMesh.LoadTester.Tests.Support;

/// <summary>A connection that a command opens and holds: accepted, the command runs; at its end, nothing of the command is left.</summary>
internal sealed class LifeLine : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private TcpClient? _client;

    public LifeLine() => _listener.Start();

    /// <summary>For bash: connects.</summary>
    public string Words => $"exec 9<>/dev/tcp/127.0.0.1/{((IPEndPoint)_listener.LocalEndpoint).Port}";

    public async Task BegunAsync() => _client = await _listener.AcceptTcpClientAsync().WaitAsync(Patience);

    public async Task EndedAsync()
    {
        try
        {
            Assert.Equal(0, await _client!.GetStream().ReadAsync(new byte[1]).AsTask().WaitAsync(Patience));
        }
        catch (IOException exception) when (exception.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionReset })
        {
            // Reset is an end, too.
        }
    }

    public void Dispose()
    {
        _client?.Dispose();
        _listener.Dispose();
    }
}
