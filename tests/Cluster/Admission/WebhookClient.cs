using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Api;
using CanaryMesh.Cluster.Json;

namespace CanaryMesh.Cluster.Admission;

/// <summary>Calls webhooks over HTTPS, by URL or by Service, and leaves a line in the log of each that could not be called.</summary>
internal sealed partial class WebhookClient(ClusterHooks hooks) : IDisposable
{
    private readonly ConcurrentDictionary<string, HttpClient> clients = new();

    public async Task<byte[]> PostAsync(Webhook hook, JsonObject review, CancellationToken cancel)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            return await CallAsync(hook, review, cancel);
        }
        catch (WebhookException failure)
        {
            LogFailure(hooks.AdmissionLog, hook.Ignores ? "failing open" : "failing closed", Stopwatch.GetElapsedTime(started).TotalSeconds, failure.Message);
            throw;
        }
    }

    public void Dispose()
    {
        foreach (var client in clients.Values)
        {
            client.Dispose();
        }
    }

    private async Task<byte[]> CallAsync(Webhook hook, JsonObject review, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(hook.Timeout);
        var address = Address(hook);
        try
        {
            using var body = new ByteArrayContent(JsonText.Bytes(review));
            body.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            using var answer = await Client(hook).PostAsync(address, body, limit.Token);
            var bytes = await answer.Content.ReadAsByteArrayAsync(limit.Token);
            return (int)answer.StatusCode is >= 200 and < 300
                ? bytes
                : throw new WebhookException(hook.Name, $"failed to call webhook: an error on the server (\"{Encoding.UTF8.GetString(bytes.AsSpan(0, Math.Min(bytes.Length, 1024)))}\") has prevented the request from succeeding");
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new WebhookException(hook.Name, $"failed to call webhook: Post \"{address}\": context deadline exceeded");
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or SocketException)
        {
            throw new WebhookException(hook.Name, $"failed to call webhook: Post \"{address}\": {(fault.InnerException ?? fault).Message}");
        }
    }

    private static Uri Address(Webhook hook)
    {
        var timeout = $"timeout={(int)hook.Timeout.TotalSeconds}s";
        if (hook.Entry.Object("clientConfig", "service") is not { } service)
        {
            var url = hook.Entry.Text("clientConfig", "url") ?? "";
            return new Uri(url + (url.Contains('?', StringComparison.Ordinal) ? "&" : "?") + timeout);
        }

        return new Uri($"https://{service.Text("name")}.{service.Text("namespace")}.svc:{service.Number("port") ?? 443}/{service.Text("path")?.TrimStart('/')}?{timeout}");
    }

    private HttpClient Client(Webhook hook)
    {
        var authority = hook.Entry.Text("clientConfig", "caBundle") ?? "";
        var service = hook.Entry.Object("clientConfig", "service");
        var key = $"{authority} {service?.ToJsonString()}";
        return clients.GetOrAdd(key, _ => new HttpClient(Handler(authority, service)) { Timeout = Timeout.InfiniteTimeSpan });
    }

    private SocketsHttpHandler Handler(string authority, JsonObject? service)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(5),
        };
        if (authority.Length > 0)
        {
            handler.SslOptions.CertificateChainPolicy = TrustIn(authority);
        }

        if (service is not null)
        {
            handler.ConnectCallback = (_, cancel) => ConnectAsync(service, cancel);
        }

        return handler;
    }

    private static X509ChainPolicy TrustIn(string authority)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.ImportFromPem(Encoding.UTF8.GetString(Convert.FromBase64String(authority)));
        return policy;
    }

    private async ValueTask<Stream> ConnectAsync(JsonObject service, CancellationToken cancel)
    {
        var name = service.Text("name") ?? "";
        var endpoint = hooks.Services?.Resolve(service.Text("namespace") ?? "", name, (int)(service.Number("port") ?? 443))
            ?? throw new HttpRequestException($"no endpoints available for service \"{name}\"");
        var socket = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(endpoint, cancel);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch (SocketException)
        {
            socket.Dispose();
            throw;
        }
    }

    [LoggerMessage(LogLevel.Warning, "{Outcome} after {Seconds:0.0} s: {Fault}")]
    private static partial void LogFailure(ILogger log, string outcome, double seconds, string fault);
}
