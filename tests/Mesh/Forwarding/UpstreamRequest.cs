using CanaryMesh.Mesh.Actions;
using CanaryMesh.Mesh.Services;

namespace CanaryMesh.Mesh.Forwarding;

/// <summary>A request as a rule leaves it, ready to be sent to any pod.</summary>
internal sealed record UpstreamRequest(string Method, string Target, HeaderList Headers)
{
    /// <summary>Null where it is too long to be kept, or where there is none.</summary>
    public byte[]? Body { get; init; }

    /// <summary>A body that can be sent once.</summary>
    public Stream? Stream { get; init; }

    public bool CanRepeat => Stream is null;

    public bool IsIdempotent => Method is "GET" or "HEAD" or "OPTIONS" or "PUT" or "DELETE" or "TRACE";

    public HttpRequestMessage To(ServiceEndpoint endpoint)
    {
        var host = endpoint.Address.Contains(':', StringComparison.Ordinal) ? $"[{endpoint.Address}]" : endpoint.Address;
        var message = new HttpRequestMessage(
            new HttpMethod(Method), new Uri($"http://{host}:{endpoint.Port}{Target}", new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }))
        {
            Content = Body is not null ? new ByteArrayContent(Body) : Stream is not null ? new StreamContent(Stream) : null,
        };
        foreach (var (name, value) in Headers.All)
        {
            if (!message.Headers.TryAddWithoutValidation(name, value))
            {
                message.Content?.Headers.TryAddWithoutValidation(name, value);
            }
        }
        return message;
    }
}
