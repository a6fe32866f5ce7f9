using System.Net;
using System.Text;
using CanaryMesh.Proxy.Routing;
using Yarp.ReverseProxy.Forwarder;

namespace CanaryMesh.Proxy.Forwarding;

/// <summary>The only place that calls YARP. The app and the canaries have a pool each.</summary>
internal sealed class BackendForwarder(IHttpForwarder forwarder) : IDisposable
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(2);

    // Below the five seconds after which Node closes idle connections, the shortest default among common servers but gunicorn's two.
    private static readonly TimeSpan IdleTimeout = TimeSpan.FromSeconds(4);

    private static readonly ForwarderRequestConfig Http1 = Request(HttpVersion.Version11);
    private static readonly ForwarderRequestConfig Http2 = Request(HttpVersion.Version20);

    private readonly HttpMessageInvoker _app = Client();
    private readonly HttpMessageInvoker _canaries = Client();

    public async ValueTask<AnswerState> SendAsync(Exchange exchange, Backend backend)
    {
        exchange.Attempt(backend);
        backend.Enter();
        try
        {
            var context = exchange.Context;
            var error = await forwarder.SendAsync(
                context,
                backend.Prefix,
                backend.IsHop ? _canaries : _app,
                HttpProtocol.IsHttp2(context.Request.Protocol) ? Http2 : Http1,
                exchange);
            return error == ForwarderError.None
                ? AnswerState.Answered
                : ForwarderErrorClassifier.Classify(error, context.Features.Get<IForwarderErrorFeature>()?.Exception, exchange.HeadSeen);
        }
        finally
        {
            backend.Leave();
        }
    }

    public void Dispose()
    {
        _app.Dispose();
        _canaries.Dispose();
    }

    private static ForwarderRequestConfig Request(Version version) => new()
    {
        ActivityTimeout = Timeout.InfiniteTimeSpan,
        Version = version,
        VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        AllowResponseBuffering = true,
    };

    private static HttpMessageInvoker Client()
    {
        var sockets = new SocketsHttpHandler
        {
            ActivityHeadersPropagator = null,
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectTimeout = ConnectTimeout,
            EnableMultipleHttp2Connections = true,
            InitialHttp2StreamWindowSize = 1024 * 1024,
            MaxResponseHeadersLength = 128,
            PooledConnectionIdleTimeout = IdleTimeout,
            RequestHeaderEncodingSelector = static (_, _) => Encoding.Latin1,
            ResponseHeaderEncodingSelector = static (_, _) => Encoding.Latin1,
            UseCookies = false,
            UseProxy = false,
        };
        return new HttpMessageInvoker(new FlushingBodyHandler(sockets), disposeHandler: true);
    }
}
