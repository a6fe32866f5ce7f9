using CanaryMesh.Proxy.Http1;
using CanaryMesh.Proxy.Routing;
using Yarp.ReverseProxy.Forwarder;

namespace CanaryMesh.Proxy.Forwarding;

/// <summary>Sends an exchange to a backend in the version of HTTP it came in.</summary>
internal sealed class BackendForwarder(IHttpForwarder yarp) : IDisposable
{
    private readonly Http1Forwarder _http1 = new(TimeProvider.System);
    private readonly Http2Forwarder _http2 = new(yarp);

    public async ValueTask<AnswerState> SendAsync(Exchange exchange, Backend backend)
    {
        exchange.Attempt(backend);
        backend.Enter();
        try
        {
            return HttpProtocol.IsHttp2(exchange.Context.Request.Protocol)
                ? await _http2.SendAsync(exchange, backend)
                : await _http1.SendAsync(exchange, backend);
        }
        finally
        {
            backend.Leave();
        }
    }

    /// <summary>A connection of a copy goes where those of requests go.</summary>
    public void Release(Backend backend, UpstreamConnection connection, bool isReusable) => _http1.Release(backend, connection, isReusable);

    public void Dispose()
    {
        _http1.Dispose();
        _http2.Dispose();
    }
}
