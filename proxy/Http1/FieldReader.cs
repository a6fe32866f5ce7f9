using System.Buffers.Text;
using System.Text;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace CanaryMesh.Proxy.Http1;

/// <summary>Takes the fields of an answer one by one and remembers what they say about its body and connection.</summary>
internal struct FieldReader(bool isHttp11)
{
    private bool _isChunked;
    private bool _hasLength;

    public long Length { get; private set; }

    public bool KeepsAlive { get; private set; } = isHttp11;

    public void Take(ReadOnlySpan<byte> line, IHeaderDictionary into)
    {
        var colon = line.IndexOf((byte)':');
        if (colon <= 0 || line[0] is (byte)' ' or (byte)'\t')
        {
            throw new IOException("A field of the answer has no name.");
        }

        var name = FieldNames.Of(line[..colon]);
        var value = line[(colon + 1)..].Trim(" \t"u8);
        if (HopByHop.Is(name))
        {
            TakeOwn(name, Encoding.Latin1.GetString(value));
        }
        else if (name.Equals(HeaderNames.ContentLength, StringComparison.OrdinalIgnoreCase))
        {
            TakeLength(value);
            into.ContentLength = Length;
        }
        else
        {
            var text = Encoding.Latin1.GetString(value);
            into[name] = into.TryGetValue(name, out var before) ? StringValues.Concat(before, text) : text;
        }
    }

    public readonly BodyFraming Framing(int status, bool toHead) =>
        toHead || status is 204 or 304 ? BodyFraming.None
        : _isChunked ? BodyFraming.Chunked
        : !_hasLength ? BodyFraming.UntilClose
        : Length == 0 ? BodyFraming.None
        : BodyFraming.Length;

    private void TakeLength(ReadOnlySpan<byte> value)
    {
        if (!Utf8Parser.TryParse(value, out long length, out var used) || used != value.Length || length < 0 || (_hasLength && length != Length))
        {
            throw new IOException("The answer's length is not a number.");
        }

        _hasLength = true;
        Length = length;
    }

    private void TakeOwn(string name, string value)
    {
        if (name.Equals(HeaderNames.TransferEncoding, StringComparison.OrdinalIgnoreCase))
        {
            _isChunked = HopByHop.Contains(value, "chunked");
        }
        else if (name.Equals(HeaderNames.Connection, StringComparison.OrdinalIgnoreCase))
        {
            KeepsAlive = (KeepsAlive || HopByHop.Contains(value, "keep-alive")) && !HopByHop.Contains(value, "close");
        }
    }
}
