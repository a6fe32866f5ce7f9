using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace CanaryMesh.Document.Tests.Stage;

/// <summary>Takes what is posted as Slack would.</summary>
internal sealed class SlackRoom
{
    private readonly ConcurrentQueue<JsonObject> _posts = [];

    public IReadOnlyList<JsonObject> Posts => [.. _posts];

    public async Task AnswerAsync(HttpContext context)
    {
        _posts.Enqueue((await JsonNode.ParseAsync(context.Request.Body))!.AsObject());
        await context.Response.WriteAsync("ok");
    }
}
