using System.Diagnostics.CodeAnalysis;
using System.Net.Sockets;

namespace CanaryMesh.Proxy.Http1;

/// <summary>One socket to a backend with what was received and not yet used.</summary>
internal sealed class UpstreamConnection(Socket socket) : IDisposable
{
    private const int FirstSize = 16 * 1024;
    private const int MostHead = 256 * 1024;

    private byte[] _in = new byte[FirstSize];
    private int _start;
    private int _end;

    public ByteBuilder Out { get; } = new(4096);

    /// <summary>Whether an earlier request has used it: then the other end may have closed it meanwhile.</summary>
    public bool IsReused { get; set; }

    /// <summary>Whether anything was received for the request at hand.</summary>
    public bool HasAnswer { get; private set; }

    /// <summary>Whether any byte of the request at hand left.</summary>
    public bool HasSent { get; private set; }

    public long IdleSince { get; set; }

    public ReadOnlyMemory<byte> Buffered => _in.AsMemory(_start, _end - _start);

    /// <summary>Closed by the other end, or not in step with it.</summary>
    public bool IsStale => _start != _end || IsReadable();

    public void Begin()
    {
        Out.Clear();
        HasAnswer = false;
        HasSent = false;
    }

    public void Consume(int count)
    {
        _start += count;
        if (_start == _end)
        {
            _start = _end = 0;
        }
    }

    /// <summary>Its result goes to <see cref="Received"/>; zero is the end.</summary>
    public ValueTask<int> ReceiveAsync()
    {
        MakeRoom();
        return socket.ReceiveAsync(_in.AsMemory(_end), SocketFlags.None);
    }

    public ValueTask<int> ReceiveAsync(Memory<byte> into) => socket.ReceiveAsync(into, SocketFlags.None);

    public void Received(int count)
    {
        _end += count;
        HasAnswer |= count > 0;
    }

    public async ValueTask SendAsync(ReadOnlyMemory<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            bytes = bytes[await socket.SendAsync(bytes, SocketFlags.None)..];
            HasSent = true;
        }
    }

    public async ValueTask SendOutAsync()
    {
        await SendAsync(Out.Written);
        Out.Clear();
    }

    public void EndSending() => socket.Shutdown(SocketShutdown.Send);

    public void Dispose() => socket.Dispose();

    private void MakeRoom()
    {
        if (_start > 0 && _end == _in.Length)
        {
            Buffered.CopyTo(_in);
            _end -= _start;
            _start = 0;
        }

        if (_end == _in.Length)
        {
            if (_in.Length >= MostHead)
            {
                throw new IOException("The head of the answer is too long.");
            }

            Array.Resize(ref _in, _in.Length * 2);
        }
    }

    [SuppressMessage("Performance", "CA1849", Justification = "A poll of zero microseconds does not block.")]
    private bool IsReadable()
    {
        try
        {
            return socket.Poll(0, SelectMode.SelectRead);
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            return true;
        }
    }
}
