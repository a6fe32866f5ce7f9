namespace CanaryMesh.Proxy.Forwarding;

/// <summary>Written by the first proxy alone, so that both sides look alike to the app. The client's address is appended; scheme and host
/// are stated only where nobody before us did: an ingress that ended TLS has said https, and must be believed.</summary>
internal static class ForwardingHeaders
{
    private const string For = "X-Forwarded-For";
    private const string Proto = "X-Forwarded-Proto";
    private const string Host = "X-Forwarded-Host";

    public static void Stamp(HttpContext context)
    {
        var headers = context.Request.Headers;
        if (context.Connection.RemoteIpAddress is { } client)
        {
            var address = client.ToString();
            headers[For] = headers.TryGetValue(For, out var before) && before.Count > 0 ? $"{before}, {address}" : address;
        }

        headers.TryAdd(Proto, "http");
        if (headers.Host is { Count: > 0 } host)
        {
            headers.TryAdd(Host, host);
        }
    }
}
