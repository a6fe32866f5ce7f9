using System.Diagnostics;
using System.Net.Mime;
using System.Text;
using CanaryMesh.Webhook.Serving;

namespace CanaryMesh.Webhook.Admission;

/// <summary>The strict HTTP edge: one POST path per entry. Every body that can be read is answered with its uid; what is our fault is
/// HTTP 500 with text, so that the failure policy decides.</summary>
internal sealed partial class AdmissionEndpoints(IEnumerable<IAdmissionEntry> entries, WebhookMetrics metrics, ILogger<AdmissionEndpoints> logger)
{
    public const int MostBytes = 7 * 1024 * 1024;

    /// <summary>How much is read at all before the connection is cut.</summary>
    public const int MostRead = 16 * 1024 * 1024;

    public void Map(IEndpointRouteBuilder routes)
    {
        foreach (var entry in entries)
        {
            routes.MapPost("/" + entry.Name, context => ServeAsync(context, entry));
        }
    }

    private async Task ServeAsync(HttpContext context, IAdmissionEntry entry)
    {
        var started = Stopwatch.GetTimestamp();
        if (!IsJson(context.Request.ContentType))
        {
            await RefuseAsync(context, entry, StatusCodes.Status415UnsupportedMediaType, "send an AdmissionReview as application/json");
        }
        else if (await ReadBodyAsync(context) is not { } body)
        {
            await RefuseAsync(context, entry, StatusCodes.Status413PayloadTooLarge, $"the review is larger than {MostBytes} bytes");
        }
        else if (ReviewReader.Read(body, out var fault) is not { } request)
        {
            await RefuseAsync(context, entry, StatusCodes.Status400BadRequest, fault);
        }
        else
        {
            await AnswerAsync(context, entry, request, started);
        }
    }

    private async Task AnswerAsync(HttpContext context, IAdmissionEntry entry, AdmissionRequest request, long started)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        deadline.CancelAfter(ReviewDeadline.Of(context.Request.Query["timeout"]));
        byte[] review;
        AdmissionAnswer answer;
        try
        {
            answer = await entry.AnswerAsync(request, deadline.Token);
            review = ReviewWriter.Write(entry.Name, request, answer);
        }
        catch (Exception exception) when (!context.RequestAborted.IsCancellationRequested)
        {
            LogFault(exception, entry.Name, request.Namespace, request.Name);
            metrics.Answered(entry.Name, request.Operation, "error", Stopwatch.GetElapsedTime(started));
            await RefuseAsync(context, entry, StatusCodes.Status500InternalServerError, $"{entry.Name}: {exception.GetType().Name} while answering the review");
            return;
        }

        if (request.Uid != CannedReview.Uid)
        {
            metrics.Answered(entry.Name, request.Operation, answer.Decision, Stopwatch.GetElapsedTime(started));
        }

        Log(entry, request, answer);
        context.Response.ContentType = MediaTypeNames.Application.Json;
        context.Response.ContentLength = review.Length;
        await context.Response.Body.WriteAsync(review, context.RequestAborted);
    }

    private void Log(IAdmissionEntry entry, AdmissionRequest request, AdmissionAnswer answer)
    {
        if (answer.Decision is "pass" || entry.Name == "inject")
        {
            LogDetail(entry.Name, request.Namespace, request.Name, answer.Decision, answer.Reason);
        }
        else
        {
            LogDecision(entry.Name, request.Operation, request.Namespace, request.Name, answer.Decision, answer.Reason, request.DryRun);
        }
    }

    private async Task RefuseAsync(HttpContext context, IAdmissionEntry entry, int status, string text)
    {
        if (status < 500)
        {
            metrics.Answered(entry.Name, "unknown", "refused", TimeSpan.Zero);
        }

        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(text), context.RequestAborted);
    }

    private static bool IsJson(string? contentType) =>
        contentType is not null && contentType.Split(';', 2)[0].Trim().Equals(MediaTypeNames.Application.Json, StringComparison.OrdinalIgnoreCase);

    // What is too large is read on and thrown away for a while: a client that is still sending would see a broken pipe, not the answer.
    private static async Task<byte[]?> ReadBodyAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        var chunk = new byte[64 * 1024];
        try
        {
            for (int read; (read = await context.Request.Body.ReadAsync(chunk, context.RequestAborted)) > 0;)
            {
                if (body.Length <= MostBytes)
                {
                    await body.WriteAsync(chunk.AsMemory(0, read), context.RequestAborted);
                }
            }
        }
        catch (BadHttpRequestException exception) when (exception.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return null;
        }

        return body.Length > MostBytes ? null : body.ToArray();
    }
}
