using CanaryMesh.Mesh.Actions;
using Microsoft.AspNetCore.Http;

namespace CanaryMesh.Mesh.Forwarding;

/// <summary>Takes a request over, its body too where that is short enough to be sent again.</summary>
internal static class UpstreamRequestReader
{
    // Envoy's own limit of what it keeps of a request.
    private const long Kept = 1024 * 1024;

    public static async Task<UpstreamRequest> ReadAsync(HttpContext context, RouteChoice choice, RouteAction.Forward forward, WeightedTarget target, string query)
    {
        var request = new UpstreamRequest(context.Request.Method, query.Length > 0 ? $"{choice.Path}?{query}" : choice.Path, Headers(context, forward, target));
        return context.Request switch
        {
            { ContentLength: 0 } => request with { Body = [] },
            { ContentLength: <= Kept } => request with { Body = await BodyAsync(context) },
            { ContentLength: null } when !context.Request.Headers.ContainsKey("Transfer-Encoding") => request,
            _ => request with { Stream = context.Request.Body },
        };
    }

    // Envoy applies the destination's changes before the rule's.
    private static HeaderList Headers(HttpContext context, RouteAction.Forward forward, WeightedTarget target)
    {
        var headers = new HeaderList();
        foreach (var (name, values) in context.Request.Headers.Where(each => !HopHeaders.Contain(each.Key) && !IsLength(each.Key)))
        {
            foreach (var value in values)
            {
                headers.Add(name, value ?? "");
            }
        }
        if (forward.Authority is { } authority)
        {
            headers.Set("Host", authority);
        }
        target.Request.Apply(headers);
        forward.Request.Apply(headers);
        return headers;
    }

    private static bool IsLength(string name) => name.Equals("Content-Length", StringComparison.OrdinalIgnoreCase);

    private static async Task<byte[]> BodyAsync(HttpContext context)
    {
        var body = new byte[context.Request.ContentLength!.Value];
        await context.Request.Body.ReadExactlyAsync(body, context.RequestAborted);
        return body;
    }
}
