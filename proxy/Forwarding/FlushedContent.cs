using System.Net;

namespace CanaryMesh.Proxy.Forwarding;

internal sealed class FlushedContent : HttpContent
{
    private readonly HttpContent _inner;

    public FlushedContent(HttpContent inner)
    {
        _inner = inner;
        foreach (var (name, values) in inner.Headers.NonValidated)
        {
            foreach (var value in values)
            {
                Headers.TryAddWithoutValidation(name, value);
            }
        }
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        if (Headers.ContentLength is null)
        {
            await stream.FlushAsync(cancellationToken);
        }

        await using var flushed = new FlushedStream(stream);
        await _inner.CopyToAsync(flushed, context, cancellationToken);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
