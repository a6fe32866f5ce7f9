using System.Net.Mime;
using System.Text;

namespace CanaryMesh.Webhook.Admission;

/// <summary>What goes back over HTTP; written when the place is free again, since a client may read slowly.</summary>
internal sealed record ReviewReply(int Status, string ContentType, ReadOnlyMemory<byte> Body)
{
    /// <summary>The rest of the request was not read: the connection is of no more use.</summary>
    public bool Closes { get; init; }

    public static ReviewReply Review(byte[] review) => new(StatusCodes.Status200OK, MediaTypeNames.Application.Json, review);

    public static ReviewReply Text(int status, string text) => new(status, "text/plain; charset=utf-8", Encoding.UTF8.GetBytes(text));

    public async Task WriteAsync(HttpContext context)
    {
        if (Closes)
        {
            context.Response.Headers.Connection = "close";
        }

        context.Response.StatusCode = Status;
        context.Response.ContentType = ContentType;
        context.Response.ContentLength = Body.Length;
        await context.Response.Body.WriteAsync(Body, context.RequestAborted);
    }
}
