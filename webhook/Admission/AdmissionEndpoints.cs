using System.Diagnostics;
using System.Net.Mime;
using CanaryMesh.Webhook.Serving;

namespace CanaryMesh.Webhook.Admission;

/// <summary>The strict HTTP edge: one POST path per entry. Every body that can be read is answered with its uid; what is our fault is
/// HTTP 500 with text, and what is too much for us 503, so that the failure policy decides.</summary>
internal sealed partial class AdmissionEndpoints(
    IEnumerable<IAdmissionEntry> entries, WebhookMetrics metrics, ReviewLimits limits, OverloadReport overload, TimeProvider time, ILogger<AdmissionEndpoints> logger)
{
    private readonly BodyReader _bodies = new(limits);
    private readonly Dictionary<string, EntryPlaces> _places = entries.ToDictionary(entry => entry.Name, _ => new EntryPlaces(limits, time), StringComparer.Ordinal);

    /// <summary>How many reviews of an entry wait for a place.</summary>
    public long Waiting(string entry) => _places[entry].Waiting;

    public void Map(IEndpointRouteBuilder routes)
    {
        foreach (var entry in entries)
        {
            var places = _places[entry.Name];
            routes.MapPost("/" + entry.Name, async context =>
            {
                var reply = await ReplyAsync(context, entry, places);
                await reply.WriteAsync(context);
            });
        }
    }

    private async Task<ReviewReply> ReplyAsync(HttpContext context, IAdmissionEntry entry, EntryPlaces places)
    {
        var started = Stopwatch.GetTimestamp();
        if (!IsJson(context.Request.ContentType))
        {
            return Refused(entry, StatusCodes.Status415UnsupportedMediaType, "send an AdmissionReview as application/json");
        }

        var budget = ReviewDeadline.Of(context.Request.Query["timeout"]);
        using var ends = new CancellationTokenSource(budget, time);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(ends.Token, context.RequestAborted);
        using var body = await _bodies.ReadAsync(context.Request.Body, deadline.Token);
        if (body.Fault is { } fault)
        {
            context.RequestAborted.ThrowIfCancellationRequested();
            return WithoutBody(entry, fault);
        }

        // The other half of its time is for the answer.
        var (place, refused) = await places.EnterAsync(budget / 2, context.RequestAborted);
        using (place)
        {
            if (place is null)
            {
                return Overloaded(entry, StatusCodes.Status503ServiceUnavailable, refused);
            }

            // Behind what the process has to do already: a place is then taken for as long as the processor is short, and the queue shows it.
            await Task.Yield();
            return ReviewReader.Read(body.Bytes, out var unreadable) is { } request
                ? await AnswerAsync(context, entry, request, started, deadline.Token)
                : Refused(entry, StatusCodes.Status400BadRequest, unreadable);
        }
    }

    private async Task<ReviewReply> AnswerAsync(HttpContext context, IAdmissionEntry entry, AdmissionRequest request, long started, CancellationToken deadline)
    {
        byte[] review;
        AdmissionAnswer answer;
        try
        {
            answer = await entry.AnswerAsync(request, deadline);
            review = ReviewWriter.Write(entry.Name, request, answer);
        }
        catch (Exception exception) when (!context.RequestAborted.IsCancellationRequested)
        {
            LogFault(exception, entry.Name, request.Namespace, request.Name);
            metrics.Answered(entry.Name, request.Operation, "error", Stopwatch.GetElapsedTime(started));
            return ReviewReply.Text(StatusCodes.Status500InternalServerError, $"{entry.Name}: {exception.GetType().Name} while answering the review");
        }

        if (request.Uid != CannedReview.Uid)
        {
            metrics.Answered(entry.Name, request.Operation, answer.Decision, Stopwatch.GetElapsedTime(started));
        }

        Log(entry, request, answer);
        return ReviewReply.Review(review);
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

    private ReviewReply WithoutBody(IAdmissionEntry entry, BodyFault fault) => fault switch
    {
        BodyFault.TooLarge => Refused(entry, StatusCodes.Status413PayloadTooLarge, $"the review is larger than {BodyReader.MostBytes} bytes"),
        BodyFault.TooSlow => Overloaded(entry, StatusCodes.Status408RequestTimeout, OverloadReason.Slow) with { Closes = true },
        _ => Overloaded(entry, StatusCodes.Status503ServiceUnavailable, OverloadReason.Memory) with { Closes = true },
    };

    private ReviewReply Refused(IAdmissionEntry entry, int status, string text)
    {
        metrics.Answered(entry.Name, "unknown", "refused", TimeSpan.Zero);
        return ReviewReply.Text(status, text);
    }

    // Without Retry-After: the API server would try again within the request that waits, and a cluster in trouble would ask more, not less.
    private ReviewReply Overloaded(IAdmissionEntry entry, int status, string reason)
    {
        overload.Refused(entry.Name, reason);
        return ReviewReply.Text(status, $"{entry.Name}: {OverloadReason.Sentence(reason)}");
    }

    private static bool IsJson(string? contentType) =>
        contentType is not null && contentType.Split(';', 2)[0].Trim().Equals(MediaTypeNames.Application.Json, StringComparison.OrdinalIgnoreCase);
}
