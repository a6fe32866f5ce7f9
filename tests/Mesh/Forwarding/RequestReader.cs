using System.Collections.Immutable;
using CanaryMesh.Mesh.Requests;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace CanaryMesh.Mesh.Forwarding;

/// <summary>What a route may ask about a request that came in.</summary>
internal static class RequestReader
{
    public static MeshRequest Read(HttpContext context, MeshOptions options, string @namespace)
    {
        var (path, query) = Target(context);
        return new MeshRequest(context.Request.Host.Host, context.Request.Host.Port ?? options.Port, context.Request.Method, path)
        {
            Query = query,
            Namespace = @namespace,
            Labels = options.ClientLabels.ToImmutableDictionary(),
            Headers = MeshRequest.NoHeaders.AddRange(context.Request.Headers.Select(each => KeyValuePair.Create(each.Key, Joined(each.Key, each.Value!)))),
        };
    }

    /// <summary>As the client wrote it, nothing decoded.</summary>
    private static (string Path, string Query) Target(HttpContext context)
    {
        var raw = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        return raw.Split('?', 2) is [var path, var query] ? (path, query) : (raw, "");
    }

    private static string Joined(string name, IEnumerable<string> values) =>
        string.Join(name.Equals("Cookie", StringComparison.OrdinalIgnoreCase) ? "; " : ",", values);
}
