using System.Net;

namespace CanaryMesh.Proxy.Forwarding;

/// <summary>Sees to it that an answer's head leaves before its body is waited for: YARP writes the head together with the first body
/// bytes, and a bidirectional call whose client waits for the head would never go on. An answer that is already there, or already over,
/// still costs one write: gRPC clients want a head without body to end the stream.</summary>
internal sealed class EagerHeadContent(HttpContent inner, HttpResponse response) : HttpContent
{
    protected override async Task<Stream> CreateContentReadStreamAsync() =>
        new EagerHeadStream(await inner.ReadAsStreamAsync(), response);

    protected override async Task<Stream> CreateContentReadStreamAsync(CancellationToken cancellationToken) =>
        new EagerHeadStream(await inner.ReadAsStreamAsync(cancellationToken), response);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => inner.CopyToAsync(stream, context);

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
