using CanaryMesh.Proxy.Forwarding;
using CanaryMesh.Proxy.Routing;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace CanaryMesh.Proxy.Http1;

/// <summary>Writes the head of a request as it came, less what concerned the client's connection.</summary>
internal static class RequestHead
{
    public static void Write(ByteBuilder into, HttpContext context, Backend backend, in RequestShape shape, bool isTimed = false, bool isCopy = false)
    {
        var request = context.Request;
        into.Append(request.Method);
        into.Append(" "u8);
        into.Append(RawTarget.PathAndQuery(context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget));
        into.Append(" HTTP/1.1\r\n"u8);
        WriteFields(into, request.Headers);
        if (StringValues.IsNullOrEmpty(request.Headers.Host))
        {
            Field(into, HeaderNames.Host, backend.Authority);
        }

        if (shape.IsChunked)
        {
            into.Append("Transfer-Encoding: chunked\r\n"u8);
        }

        WriteConnection(into, request.Headers, shape.IsUpgrade);
        if (backend.IsHop)
        {
            Field(into, OwnHeaders.Hop, isTimed ? OwnHeaders.Timed : OwnHeaders.Marked);
        }

        if (isCopy)
        {
            Field(into, OwnHeaders.Mirror, "1");
        }

        into.Append("\r\n"u8);
    }

    private static void WriteFields(ByteBuilder into, IHeaderDictionary headers)
    {
        var connection = headers.Connection;
        foreach (var (name, values) in headers)
        {
            if (HopByHop.Is(name) || (connection.Count > 0 && HopByHop.IsNamed(connection, name)))
            {
                continue;
            }

            for (var index = 0; index < values.Count; index++)
            {
                Field(into, name, values[index] ?? "");
            }
        }
    }

    private static void WriteConnection(ByteBuilder into, IHeaderDictionary headers, bool isUpgrade)
    {
        if (isUpgrade)
        {
            into.Append("Connection: Upgrade\r\n"u8);
            Field(into, HeaderNames.Upgrade, headers.Upgrade.ToString());
        }
        else if (HopByHop.IsNamed(headers.TE, "trailers"))
        {
            into.Append("TE: trailers\r\nConnection: TE\r\n"u8);
        }
    }

    private static void Field(ByteBuilder into, string name, string value)
    {
        into.Append(name);
        into.Append(": "u8);
        into.Append(value);
        into.Append("\r\n"u8);
    }
}
