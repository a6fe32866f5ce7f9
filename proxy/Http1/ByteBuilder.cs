using System.Globalization;
using System.Text;

namespace CanaryMesh.Proxy.Http1;

/// <summary>Bytes to be sent with one call; grows, and is used again.</summary>
internal sealed class ByteBuilder(int capacity)
{
    private byte[] _bytes = new byte[capacity];
    private int _length;

    public int Length => _length;

    public int Room => _bytes.Length - _length;

    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, _length);

    public void Clear() => _length = 0;

    public void Append(ReadOnlySpan<byte> bytes)
    {
        Reserve(bytes.Length);
        bytes.CopyTo(_bytes.AsSpan(_length));
        _length += bytes.Length;
    }

    /// <summary>Header text is bytes to us: Latin-1 both ways changes none.</summary>
    public void Append(string text)
    {
        Reserve(text.Length);
        _length += Encoding.Latin1.GetBytes(text, _bytes.AsSpan(_length));
    }

    public void AppendHex(long number)
    {
        Reserve(16);
        number.TryFormat(_bytes.AsSpan(_length), out var written, "x", CultureInfo.InvariantCulture);
        _length += written;
    }

    private void Reserve(int more)
    {
        if (_bytes.Length - _length < more)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + more));
        }
    }
}
