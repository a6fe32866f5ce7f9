using System.Globalization;
using CanaryMesh.Mesh.Actions;
using CanaryMesh.Mesh.Requests;
using Microsoft.AspNetCore.Http;

namespace CanaryMesh.Mesh.Forwarding;

/// <summary>Answers the client: with what a pod said, or with what the mesh itself says.</summary>
internal static class AnswerWriter
{
    /// <summary>The destination's changes come before the rule's, as Envoy does it.</summary>
    public static async Task CopyAsync(HttpContext context, HttpResponseMessage answer, RouteAction.Forward forward, WeightedTarget target, CancellationToken cancel)
    {
        var headers = Headers(answer);
        target.Response.Apply(headers);
        forward.Response.Apply(headers);
        context.Response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, value) in headers.All)
        {
            context.Response.Headers.Append(name, value);
        }
        await context.Response.StartAsync(cancel);
        await using var body = await answer.Content.ReadAsStreamAsync(cancel);
        await body.CopyToAsync(context.Response.Body, cancel);
    }

    public static Task SayAsync(HttpContext context, int status, string text)
    {
        context.Response.StatusCode = status is >= 200 and <= 599 ? status : StatusCodes.Status500InternalServerError;
        return context.Response.WriteAsync(text, context.RequestAborted);
    }

    public static Task RedirectAsync(HttpContext context, RouteAction.Redirect redirect, string path, MeshRequest request)
    {
        var port = redirect.Port is { } given ? string.Create(CultureInfo.InvariantCulture, $":{given}")
            : redirect.Host is null && context.Request.Host.Port is { } own ? string.Create(CultureInfo.InvariantCulture, $":{own}") : "";
        var query = request.Query.Length > 0 ? "?" + request.Query : "";
        context.Response.StatusCode = redirect.Status;
        context.Response.Headers.Location = $"{redirect.Scheme ?? "http"}://{redirect.Host ?? request.Host}{port}{path}{query}";
        return Task.CompletedTask;
    }

    private static HeaderList Headers(HttpResponseMessage answer)
    {
        var headers = new HeaderList();
        foreach (var (name, values) in answer.Headers.NonValidated.Concat(answer.Content.Headers.NonValidated).Where(each => !HopHeaders.Contain(each.Key)))
        {
            foreach (var value in values)
            {
                headers.Add(name, value);
            }
        }
        return headers;
    }
}
