using System.Net;
using System.Text.Json;
using k8s.Autorest;

namespace CanaryMesh.Cli.Kubernetes;

/// <summary>One call to the API server, its failures as answers.</summary>
internal static class ApiCall
{
    internal static async Task<Answer<T>> AnswerAsync<T>(string subject, Func<Task<T>> call)
        where T : class
    {
        try
        {
            return Answer<T>.Of(await call());
        }
        catch (HttpOperationException refusal)
        {
            return Refused<T>(subject, refusal.Response.StatusCode, StatusMessage(refusal.Response.Content));
        }
        catch (ApiRefusedException refusal)
        {
            return Refused<T>(subject, refusal.Status, StatusMessage(refusal.Content));
        }
        catch (Exception fault) when (fault is HttpRequestException or TaskCanceledException or IOException)
        {
            return Answer<T>.Failed(ExitCodes.Unreachable, $"the API server did not answer: {fault.Message}");
        }
        catch (JsonException fault)
        {
            return Answer<T>.Failed(ExitCodes.Unreachable, $"the API server's answer about {subject} is not readable: {fault.Message}");
        }
    }

    private static Answer<T> Refused<T>(string subject, HttpStatusCode status, string message)
        where T : class => status is HttpStatusCode.NotFound ? Answer<T>.Failed(ExitCodes.NotFound, $"{subject} was not found")
            : status is HttpStatusCode.Conflict ? Answer<T>.Failed(ExitCodes.Conflict, $"{subject} was changed by somebody else: {message}")
            : Answer<T>.Failed(ExitCodes.Unreachable, $"the API server refused with {(int)status}: {message}");

    private static string StatusMessage(string? body)
    {
        try
        {
            using var status = JsonDocument.Parse(body ?? "");
            return status.RootElement.ValueKind is JsonValueKind.Object && status.RootElement.TryGetProperty("message", out var message)
                && message.ValueKind is JsonValueKind.String
                ? message.GetString()!
                : "no reason given";
        }
        catch (JsonException)
        {
            return "no reason given";
        }
    }
}
