using Microsoft.AspNetCore.Http.Features;

namespace CanaryMesh.Proxy.Forwarding;

/// <summary>Answers that live as long as they like count when their head is there.</summary>
internal static class StreamedAnswer
{
    public static bool Is(HttpContext context) => IsStreamType(context.Response.ContentType) || IsTunnel(context);

    /// <summary>Bytes both ways from here on: an upgrade, or an extended CONNECT (RFC 8441).</summary>
    public static bool IsTunnel(HttpContext context) =>
        context.Response.StatusCode == StatusCodes.Status101SwitchingProtocols
        || context.Features.Get<IHttpExtendedConnectFeature>() is { IsExtendedConnect: true };

    private static bool IsStreamType(string? contentType) => contentType is not null
        && (contentType.StartsWith("text/event-stream", StringComparison.OrdinalIgnoreCase)
            || contentType.StartsWith("application/grpc", StringComparison.OrdinalIgnoreCase));
}
