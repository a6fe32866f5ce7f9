using System.Buffers;
using System.Buffers.Text;
using System.Text;
using Microsoft.AspNetCore.Http.Features;

namespace CanaryMesh.Proxy.Http1;

/// <summary>The head of an answer (RFC 9112), read from bytes that are all there.</summary>
internal readonly record struct ResponseHead(int Status, BodyFraming Framing, long Length, bool KeepsAlive)
{
    /// <summary>Length of a whole head in the bytes, or zero while it is not yet there.</summary>
    public static int Find(ReadOnlySpan<byte> bytes)
    {
        var end = bytes.IndexOf("\r\n\r\n"u8);
        return end < 0 ? 0 : end + 4;
    }

    public static int StatusOf(ReadOnlySpan<byte> head) =>
        head.StartsWith("HTTP/1."u8) && head.Length > 12 && Utf8Parser.TryParse(head.Slice(9, 3), out int status, out var used) && used == 3
            ? status
            : throw new IOException("The answer does not begin with an HTTP/1 status line.");

    /// <summary>Copies status, reason and fields to the answer; leaves out what concerns the backend's connection.</summary>
    public static ResponseHead Copy(ReadOnlySpan<byte> head, HttpContext context)
    {
        var status = StatusOf(head);
        var line = head.IndexOf("\r\n"u8);
        var response = context.Response;
        response.StatusCode = status;
        CopyReason(head[..line], status, context);
        var fields = new FieldReader(head[7] == (byte)'1');
        for (var rest = head[(line + 2)..]; rest.IndexOf("\r\n"u8) is var end and > 0; rest = rest[(end + 2)..])
        {
            fields.Take(rest[..end], response.Headers);
        }

        return new ResponseHead(status, fields.Framing(status, HttpMethods.IsHead(context.Request.Method)), fields.Length, fields.KeepsAlive);
    }

    private static void CopyReason(ReadOnlySpan<byte> line, int status, HttpContext context)
    {
        var reason = line.Length > 13 ? line[13..] : [];
        var usual = Microsoft.AspNetCore.WebUtilities.ReasonPhrases.GetReasonPhrase(status);
        if (!Ascii.Equals(reason, usual))
        {
            context.Features.GetRequiredFeature<IHttpResponseFeature>().ReasonPhrase = Encoding.Latin1.GetString(reason);
        }
    }
}
