namespace CanaryMesh.Proxy.Forwarding;

/// <summary>Sits before the socket handler. A body is flushed piece by piece, since a streaming client may wait for the answer to what it
/// has sent; and a request that must not be sent twice gets a body, empty if need be, because the socket handler sends one without a body
/// again by itself when the connection breaks.</summary>
internal sealed class FlushingBodyHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Content is { } content)
        {
            request.Content = new FlushedContent(content);
        }
        else if (!Idempotence.Of(request.Method.Method))
        {
            request.Content = new ByteArrayContent([]);
        }

        return base.SendAsync(request, cancellationToken);
    }
}
