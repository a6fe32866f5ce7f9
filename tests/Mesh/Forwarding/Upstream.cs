using System.Net;
using CanaryMesh.Mesh.Actions;
using CanaryMesh.Mesh.Counting;
using CanaryMesh.Mesh.Services;

namespace CanaryMesh.Mesh.Forwarding;

/// <summary>Sends requests to pods, again and elsewhere where the rule allows it.</summary>
internal sealed class Upstream(Draws draws, MeshCounts counts, MeshMetrics metrics, TimeProvider clock) : IDisposable
{
    // A fresh connection for each request: none is ever closed under one by a pod that leaves.
    private readonly HttpMessageInvoker _client = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false, UseCookies = false, UseProxy = false, ActivityHeadersPropagator = null,
        PooledConnectionLifetime = TimeSpan.Zero, ConnectTimeout = TimeSpan.FromSeconds(10), AutomaticDecompression = DecompressionMethods.None,
    });

    /// <summary>The destination is looked up anew for each attempt: pods come and go.</summary>
    public async Task<UpstreamAnswer> SendAsync(UpstreamRequest request, Func<Resolution> resolve, RetryRule retry, CancellationToken cancel)
    {
        List<ServiceEndpoint> tried = [];
        for (var attempt = 0; ; attempt++)
        {
            var resolution = resolve();
            if (resolution.Fault is { } why)
            {
                return new UpstreamAnswer(null, resolution, null, 0) { Fault = why, FaultStatus = resolution.FaultStatus };
            }
            var endpoint = draws.Of(Preferred(resolution.Endpoints, tried));
            tried.Add(endpoint);
            var started = clock.GetTimestamp();
            var (message, fault) = await OnceAsync(request.To(endpoint), cancel);
            if (attempt >= retry.Attempts || !request.CanRepeat || !Wants(retry, request, message, fault))
            {
                return message is not null
                    ? new UpstreamAnswer(endpoint, resolution, message, started)
                    : new UpstreamAnswer(endpoint, resolution, null, started) { Fault = $"{fault} at {resolution.Service}", FaultStatus = fault == UpstreamFault.NoProtocol ? 502 : 503 };
            }
            counts.SentAgain();
            Drop(message, endpoint, resolution, started);
        }
    }

    public void Dispose() => _client.Dispose();

    private void Drop(HttpResponseMessage? message, ServiceEndpoint endpoint, Resolution resolution, long started)
    {
        if (message is not null)
        {
            metrics.Answered(endpoint, resolution.Service, (int)message.StatusCode, clock.GetElapsedTime(started));
            message.Dispose();
        }
    }

    // A pod that was tried is tried again only where there is no other.
    private static IReadOnlyList<ServiceEndpoint> Preferred(IReadOnlyList<ServiceEndpoint> all, List<ServiceEndpoint> tried) =>
        all.Where(endpoint => !tried.Exists(each => (each.Address, each.Port) == (endpoint.Address, endpoint.Port))).ToList() is { Count: > 0 } others ? others : all;

    private static bool Wants(RetryRule retry, UpstreamRequest request, HttpResponseMessage? message, UpstreamFault fault) => fault switch
    {
        UpstreamFault.NotConnected => retry.AfterConnectFailure,
        UpstreamFault.Reset => request.IsIdempotent || retry.AfterReset,
        _ => message is not null && retry.AfterStatus((int)message.StatusCode),
    };

    private async Task<(HttpResponseMessage? Message, UpstreamFault Fault)> OnceAsync(HttpRequestMessage request, CancellationToken cancel)
    {
        using (request)
        {
            try
            {
                return (await _client.SendAsync(request, cancel), UpstreamFault.None);
            }
            catch (HttpRequestException fault)
            {
                return (null, fault.HttpRequestError switch
                {
                    HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError => UpstreamFault.NotConnected,
                    HttpRequestError.InvalidResponse or HttpRequestError.ConfigurationLimitExceeded => UpstreamFault.NoProtocol,
                    _ => UpstreamFault.Reset,
                });
            }
        }
    }
}
