using System.Net;
using System.Net.Sockets;

namespace CanaryMesh.Load;

/// <summary>One connection. Nothing is ever sent twice: a request that got no answer is the caller's to count.</summary>
internal sealed class HttpConnection : IDisposable
{
    private readonly Socket _socket;
    private readonly NetworkStream _stream;
    private readonly AnswerReader _reader;

    private HttpConnection(Socket socket)
    {
        _socket = socket;
        _stream = new NetworkStream(socket, ownsSocket: true);
        _reader = new AnswerReader(_stream);
        LocalPort = (socket.LocalEndPoint as IPEndPoint)?.Port;
    }

    public int Answers { get; private set; }

    public int? LocalPort { get; }

    /// <summary>The peer said goodbye while the connection was idle: nothing was sent, so nothing is lost by opening another.</summary>
    public bool ClosedWhileIdle => _socket.Poll(0, SelectMode.SelectRead) && _socket.Available == 0;

    /// <exception cref="NotConnectedException">Refused, or reset while it was being opened.</exception>
    public static async Task<HttpConnection> OpenAsync(EndPoint target, CancellationToken cancel)
    {
        var socket = new Socket(target.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            // Bound first, so that the port is known even of a connection that comes to nothing.
            socket.Bind(Source(target));
            await socket.ConnectAsync(target, cancel);
            return new HttpConnection(socket);
        }
        catch (SocketException fault)
        {
            var port = (socket.LocalEndPoint as IPEndPoint)?.Port;
            socket.Dispose();
            throw new NotConnectedException(fault, port);
        }
        catch (OperationCanceledException)
        {
            socket.Dispose();
            throw;
        }
    }

    public async Task<HttpAnswer> ExchangeAsync(byte[] request, CancellationToken cancel)
    {
        await _stream.WriteAsync(request, cancel);
        var answer = await _reader.ReadAsync(cancel);
        Answers++;
        return answer;
    }

    /// <summary>Why the exchange that just threw was lost.</summary>
    public string Explain(Exception fault, long receivedBefore) => (fault, _reader.Received > receivedBefore, Answers > 0) switch
    {
        (OperationCanceledException, _, _) => "no answer in time",
        (_, true, _) => "answer cut off",
        (_, false, true) => "kept connection closed before any byte of the answer",
        (_, false, false) => "new connection closed before any byte of the answer",
    };

    public long Received => _reader.Received;

    public void Dispose() => _stream.Dispose();

    private static IPEndPoint Source(EndPoint target) => target switch
    {
        { AddressFamily: AddressFamily.InterNetworkV6 } => new(IPAddress.IPv6Any, 0),
        IPEndPoint { Address: var address } when IPAddress.IsLoopback(address) => new(IPAddress.Loopback, 0),
        _ => new(IPAddress.Any, 0),
    };
}
