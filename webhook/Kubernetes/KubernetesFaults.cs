using System.Net;
using System.Text.Json;
using k8s.Autorest;

namespace CanaryMesh.Webhook.Kubernetes;

/// <summary>What calling an API server throws when it or the way to it is at fault.</summary>
internal static class KubernetesFaults
{
    public static bool IsFault(Exception exception) => exception
        is HttpOperationException or HttpRequestException or IOException or OperationCanceledException or JsonException;

    public static bool Is(Exception exception, HttpStatusCode status) =>
        exception is HttpOperationException { Response.StatusCode: var code } && code == status;

    /// <summary>One line without request headers: those carry our token.</summary>
    public static string Describe(Exception exception) => exception is HttpOperationException { Response: { } response }
        ? $"the API server answered {(int)response.StatusCode}"
        : $"{exception.GetType().Name}: {exception.Message}";
}
