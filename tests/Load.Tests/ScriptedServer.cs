using System.Net;
using System.Net.Sockets;
using System.Text;

namespace CanaryMesh.Load.Tests;

/// <summary>Answers the n-th request of a connection with the n-th text; an empty text, or none, closes the connection.</summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly string[] _answers;
    private readonly Task _accepting;

    public ScriptedServer(params string[] answers)
    {
        _answers = answers;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public IPEndPoint Address => (IPEndPoint)_listener.LocalEndpoint;

    public int Connections { get; private set; }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _accepting;
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        List<Task> served = [];
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                Connections++;
                served.Add(ServeAsync(client));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(served);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var connection = client;
        var buffer = new byte[64 * 1024];
        try
        {
            foreach (var answer in _answers)
            {
                if (await client.GetStream().ReadAsync(buffer, _stop.Token) == 0 || answer.Length == 0)
                {
                    return;
                }
                await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(answer), _stop.Token);
            }
        }
        catch (Exception end) when (end is IOException or OperationCanceledException)
        {
        }
    }
}
