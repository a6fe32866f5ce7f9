namespace CanaryMesh.Proxy.Forwarding;

/// <summary>Sits before the socket handler: a body is flushed piece by piece, since a streaming client may wait for the answer to what it
/// has sent.</summary>
internal sealed class FlushingBodyHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Content is { } content)
        {
            request.Content = new FlushedContent(content);
        }

        return base.SendAsync(request, cancellationToken);
    }
}
