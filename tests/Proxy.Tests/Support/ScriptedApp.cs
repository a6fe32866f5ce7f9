using System.Net;
using System.Net.Sockets;
using System.Text;

namespace CanaryMesh.Proxy.Tests.Support;

/// <summary>An app that answers the n-th request it reads with the n-th script, byte for byte; null closes the connection instead.</summary>
internal sealed class ScriptedApp : IDisposable
{
    private readonly Socket _listener = new(SocketType.Stream, ProtocolType.Tcp);
    private readonly Queue<string?> _answers;
    private readonly List<string> _requests = [];
    private int _connections;

    public ScriptedApp(IPAddress address, params string?[] answers)
    {
        _answers = new Queue<string?>(answers);
        _listener.Bind(new IPEndPoint(address, TestPod.AppPort));
        _listener.Listen();
        _ = AcceptAsync();
    }

    public IReadOnlyList<string> Requests
    {
        get
        {
            lock (_requests)
            {
                return [.. _requests];
            }
        }
    }

    public int Connections => Volatile.Read(ref _connections);

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await _listener.AcceptAsync());
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            return;
        }
    }

    private async Task ServeAsync(Socket connection)
    {
        using var owned = connection;
        Interlocked.Increment(ref _connections);
        while (await RawHttp.ReadUntilAsync(connection, "\r\n\r\n") is { Length: > 0 } request)
        {
            if (Next(request) is not { } answer)
            {
                return;
            }

            await connection.SendAsync(Encoding.Latin1.GetBytes(answer));
            if (answer.Contains("Connection: close", StringComparison.Ordinal))
            {
                return;
            }
        }
    }

    private string? Next(string request)
    {
        lock (_requests)
        {
            _requests.Add(request);
            return _answers.Count > 0 ? _answers.Dequeue() : null;
        }
    }
}
