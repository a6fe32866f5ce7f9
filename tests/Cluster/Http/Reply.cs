using System.Text;
using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Json;

namespace CanaryMesh.Cluster.Http;

/// <summary>Writes answers.</summary>
internal static class Reply
{
    /// <summary>Under this key the context keeps the request's warnings.</summary>
    public const string Warnings = "warnings";

    public static async Task JsonAsync(HttpContext context, int code, JsonNode body)
    {
        Warn(context);
        var bytes = JsonText.Bytes(body);
        context.Response.StatusCode = code;
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = bytes.Length + 1;
        if (HttpMethods.IsHead(context.Request.Method))
        {
            return;
        }

        await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
        await context.Response.Body.WriteAsync("\n"u8.ToArray(), context.RequestAborted);
    }

    public static async Task TextAsync(HttpContext context, int code, string text)
    {
        context.Response.StatusCode = code;
        context.Response.ContentType = "text/plain; charset=utf-8";
        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(text), context.RequestAborted);
    }

    private static void Warn(HttpContext context)
    {
        foreach (var warning in (context.Items[Warnings] as List<string> ?? []).Distinct(StringComparer.Ordinal))
        {
            var quoted = warning.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
            context.Response.Headers.Append("Warning", $"299 - \"{quoted}\"");
        }
    }
}
