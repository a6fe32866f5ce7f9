using System.Globalization;
using k8s.Models;

namespace CanaryMesh.Cluster.Node;

/// <summary>A GET on a connection of its own; 200 to 399 is success.</summary>
internal static class HttpProbe
{
    private static readonly HttpClient Client = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        PooledConnectionLifetime = TimeSpan.Zero,
        SslOptions = { RemoteCertificateValidationCallback = (_, _, _, _) => true },
    }) { Timeout = Timeout.InfiniteTimeSpan };

    public static async Task<ProbeOutcome> RunAsync(V1HTTPGetAction action, ProbeTarget target, string agent, CancellationToken cancel)
    {
        if (target.Port(action.Port) is not { } port)
        {
            return ProbeOutcome.Failure($"couldn't find port: {action.Port.Value}");
        }

        using var request = Request(action, target, port, agent);
        using var response = await Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel).ConfigureAwait(false);
        var code = (int)response.StatusCode;
        return code is >= 200 and < 400
            ? ProbeOutcome.Success
            : ProbeOutcome.Failure(string.Create(CultureInfo.InvariantCulture, $"HTTP probe failed with statuscode: {code}"));
    }

    private static HttpRequestMessage Request(V1HTTPGetAction action, ProbeTarget target, int port, string agent)
    {
        var scheme = string.Equals(action.Scheme, "HTTPS", StringComparison.OrdinalIgnoreCase) ? "https" : "http";
        var host = action.Host is { Length: > 0 } given ? given : target.PodIp;
        var path = action.Path is { Length: > 0 } some ? some : "/";
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"{scheme}://{host}:{port}{(path.StartsWith('/') ? "" : "/")}{path}"));
        request.Headers.ConnectionClose = true;
        request.Headers.TryAddWithoutValidation("User-Agent", agent);
        request.Headers.TryAddWithoutValidation("Accept", "*/*");
        foreach (var header in action.HttpHeaders ?? [])
        {
            request.Headers.Remove(header.Name);
            request.Headers.TryAddWithoutValidation(header.Name, header.Value);
        }

        return request;
    }
}
