using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using k8s;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.JsonPatch.SystemTextJson;
using Microsoft.AspNetCore.JsonPatch.SystemTextJson.Exceptions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CanaryMesh.Webhook.Tests.Support;

/// <summary>As much of an API server as the adapters need: objects by path, versions, JSON patches, conflicts.</summary>
internal sealed class FakeApi : IAsyncDisposable
{
    private readonly WebApplication _app;
    private int _version;

    private FakeApi(WebApplication app) => _app = app;

    public ConcurrentDictionary<string, JsonObject> Objects { get; } = new(StringComparer.Ordinal);

    public ConcurrentQueue<string> Requests { get; } = new();

    /// <summary>Answers instead of the fake, if it gives a status.</summary>
    public Func<HttpRequest, int?> Fails { get; set; } = _ => null;

    /// <summary>Paths that answer a POST without storing it.</summary>
    public Dictionary<string, Func<string, string>> Answers { get; } = new(StringComparer.Ordinal);

    /// <summary>Answers a list by its continue token, if set.</summary>
    public Func<string?, string>? Pages { get; set; }

    public IKubernetes Client { get; private set; } = null!;

    public static async Task<FakeApi> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var api = new FakeApi(app);
        app.Run(api.ServeAsync);
        await app.StartAsync();
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        api.Client = new k8s.Kubernetes(new KubernetesClientConfiguration { Host = address });
        return api;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }

    public void Put(string path, string json) => Store(path, Some.Parse(json));

    private async Task ServeAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        var body = await new StreamReader(context.Request.Body).ReadToEndAsync();
        Requests.Enqueue($"{context.Request.Method} {path} {context.Request.ContentType?.Split(';')[0]}");
        var (status, answer) = Fails(context.Request) is { } fault ? (fault, null) : Pages is { } pages ? (200, Some.Parse(pages(context.Request.Query["continue"])))
            : Answer(context.Request.Method, path, body);
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync((answer ?? new JsonObject { ["kind"] = "Status", ["code"] = status }).ToJsonString());
    }

    private (int Status, JsonObject? Answer) Answer(string method, string path, string body) => method switch
    {
        "GET" => Objects.TryGetValue(path, out var found) ? (200, found) : (404, null),
        "POST" when Answers.TryGetValue(path, out var reply) => (201, Some.Parse(reply(body))),
        "POST" => Create(path, Some.Parse(body)),
        "PUT" => Replace(path, Some.Parse(body)),
        "PATCH" => Patch(path, body),
        _ => (405, null),
    };

    private (int, JsonObject?) Create(string path, JsonObject thing)
    {
        var own = $"{path}/{(string?)thing["metadata"]!["name"]}";
        return Objects.ContainsKey(own) ? (409, null) : (201, Store(own, thing));
    }

    private (int, JsonObject?) Replace(string path, JsonObject thing) =>
        !Objects.TryGetValue(path, out var present) ? (404, null)
        : (string?)thing["metadata"]!["resourceVersion"] != (string?)present["metadata"]!["resourceVersion"] ? (409, null)
        : (200, Store(path, thing));

    private (int, JsonObject?) Patch(string path, string body)
    {
        if (!Objects.TryGetValue(path, out var present))
        {
            return (404, null);
        }

        try
        {
            var changed = (JsonObject)present.DeepClone();
            JsonSerializer.Deserialize<JsonPatchDocument<JsonObject>>(body, JsonSerializerOptions.Web)!.ApplyTo(changed);
            return (200, Store(path, changed));
        }
        catch (JsonPatchException)
        {
            return (422, null);
        }
    }

    private JsonObject Store(string path, JsonObject thing)
    {
        thing["metadata"]!["resourceVersion"] = Interlocked.Increment(ref _version).ToString(CultureInfo.InvariantCulture);
        return Objects[path] = thing;
    }
}
