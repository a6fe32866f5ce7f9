using System.Net;
using System.Text;
using CanaryMesh.Proxy.Routing;
using Yarp.ReverseProxy.Forwarder;

namespace CanaryMesh.Proxy.Forwarding;

/// <summary>HTTP/2 in clear text through YARP; the only place that calls it. The app and the canaries have a pool each.</summary>
internal sealed class Http2Forwarder(IHttpForwarder forwarder) : IDisposable
{
    private static readonly ForwarderRequestConfig Request = new()
    {
        ActivityTimeout = Timeout.InfiniteTimeSpan,
        AllowResponseBuffering = true,
        Version = HttpVersion.Version20,
        VersionPolicy = HttpVersionPolicy.RequestVersionExact,
    };

    private readonly HttpMessageInvoker _app = Client(TimeSpan.FromSeconds(2));

    // Who waits for a canary that is gone must not have left before the primary is asked.
    private readonly HttpMessageInvoker _canaries = Client(TimeSpan.FromMilliseconds(750));

    public async ValueTask<AnswerState> SendAsync(Exchange exchange, Backend backend)
    {
        var context = exchange.Context;
        var error = await forwarder.SendAsync(context, backend.Prefix, backend.IsHop ? _canaries : _app, Request, exchange);
        return error == ForwarderError.None
            ? AnswerState.Answered
            : ForwarderErrorClassifier.Classify(error, context.Features.Get<IForwarderErrorFeature>()?.Exception, exchange.HeadSeen);
    }

    public void Dispose()
    {
        _app.Dispose();
        _canaries.Dispose();
    }

    private static HttpMessageInvoker Client(TimeSpan patience)
    {
        var sockets = new SocketsHttpHandler
        {
            ActivityHeadersPropagator = null,
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectTimeout = patience,
            EnableMultipleHttp2Connections = true,
            InitialHttp2StreamWindowSize = 1024 * 1024,
            MaxResponseHeadersLength = 128,
            RequestHeaderEncodingSelector = static (_, _) => Encoding.Latin1,
            ResponseHeaderEncodingSelector = static (_, _) => Encoding.Latin1,
            UseCookies = false,
            UseProxy = false,
        };
        return new HttpMessageInvoker(new FlushingBodyHandler(sockets), disposeHandler: true);
    }
}
