using System.Net;
using System.Net.Security;
using System.Text;

namespace CanaryMesh.LoadTester.Load;

/// <summary>Sends a plan's request and says how it ended.</summary>
internal sealed class LoadClient : IDisposable
{
    private readonly LoadPlan _plan;
    private readonly TimeProvider _time;
    private readonly byte[]? _body;
    private readonly HttpMessageInvoker _invoker;

    public LoadClient(LoadPlan plan, TimeProvider time)
    {
        _plan = plan;
        _time = time;
        _body = plan.Body is { } body ? Encoding.UTF8.GetBytes(body) : null;
        _invoker = new(new SocketsHttpHandler
        {
            AllowAutoRedirect = plan.FollowsRedirects,
            UseCookies = false,
            UseProxy = false,
            ConnectTimeout = plan.Timeout,
            MaxConnectionsPerServer = plan.Concurrency,
            EnableMultipleHttp2Connections = true,
            SslOptions = new SslClientAuthenticationOptions
            {
                RemoteCertificateValidationCallback = (_, _, _, errors) => plan.TrustsAnyCertificate || errors is SslPolicyErrors.None,
            },
        });
    }

    public async Task<LoadAnswer> SendAsync(CancellationToken cancellation)
    {
        using var deadline = new CancellationTokenSource(_plan.Timeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellation);
        try
        {
            using var request = Request();
            using var answer = await _invoker.SendAsync(request, either.Token);
            await using var body = await answer.Content.ReadAsStreamAsync(either.Token);
            var count = new CountingSink();
            await body.CopyToAsync(count, either.Token);
            return LoadAnswer.Of((int)answer.StatusCode, count.Length);
        }
        catch (OperationCanceledException)
        {
            return LoadAnswer.Failed(LoadOutcome.TimedOut, "no whole answer in time");
        }
        catch (HttpRequestException exception)
        {
            return LoadAnswer.Failed(Outcome(exception.HttpRequestError), exception.InnerException?.Message ?? exception.Message);
        }
        catch (IOException exception)
        {
            return LoadAnswer.Failed(LoadOutcome.Broken, exception.Message);
        }
    }

    public void Dispose() => _invoker.Dispose();

    private static LoadOutcome Outcome(HttpRequestError error) =>
        error is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError
            ? LoadOutcome.NotConnected
            : LoadOutcome.Broken;

    private HttpRequestMessage Request()
    {
        var request = new HttpRequestMessage(new HttpMethod(_plan.Method), _plan.Address)
        {
            Version = _plan.Http2 ? HttpVersion.Version20 : HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = _body is { } body ? new ByteArrayContent(body) : null,
        };
        request.Headers.ConnectionClose = _plan is { ReusesConnections: false, Http2: false } ? true : null;
        foreach (var (name, value) in _plan.Headers)
        {
            // Content-Type and its kin belong to the body.
            if (!request.Headers.TryAddWithoutValidation(name, value))
            {
                request.Content?.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return request;
    }
}
