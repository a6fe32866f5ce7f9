using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Access;
using CanaryMesh.Cluster.Http;
using CanaryMesh.Cluster.Json;

namespace CanaryMesh.Cluster.Golden;

/// <summary>The webhook server records script.</summary>
internal sealed class ScriptedWebhooks : IAsyncDisposable
{
    private readonly CertificateAuthority authority = new("hooks");
    private readonly CertificateAuthority other = new("others");
    private readonly ConcurrentDictionary<string, JsonObject> answers = new();
    private readonly ConcurrentDictionary<string, ConcurrentQueue<JsonNode?>> calls = new();
    private readonly WebApplication app;

    private ScriptedWebhooks()
    {
        var certificate = authority.IssueServer("hook", [], [IPAddress.Loopback]);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0, l => l.UseHttps(certificate)));
        app = builder.Build();
        app.Run(AnswerAsync);
    }

    public Uri Address => new(app.Urls.First());

    public string Authority => Base64(authority.Pem);

    public string OtherAuthority => Base64(other.Pem);

    public string BothAuthorities => Base64(other.Pem + authority.Pem);

    public static async Task<ScriptedWebhooks> StartAsync()
    {
        var hooks = new ScriptedWebhooks();
        await hooks.app.StartAsync();
        return hooks;
    }

    public void Script(string path, JsonObject answer) => answers[path] = answer;

    public IReadOnlyList<JsonNode?> Take(string path) => calls.TryRemove(path, out var taken) ? [.. taken] : [];

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        authority.Dispose();
        other.Dispose();
    }

    private static string Base64(string pem) => Convert.ToBase64String(Encoding.UTF8.GetBytes(pem));

    private async Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "";
        var review = BodyReader.Parse(await BodyReader.BytesAsync(context), false, [], out _);
        calls.GetOrAdd(path, _ => new()).Enqueue(review);
        var answer = answers.GetValueOrDefault(path) ?? [];
        if (answer.Number("delayMs") is > 0 and var delay)
        {
            await Task.Delay((int)delay, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        if (answer.Flag("drop") == true)
        {
            context.Abort();
            return;
        }

        context.Response.StatusCode = (int)(answer.Number("status") ?? 200);
        context.Response.ContentType = answer.Text("type") ?? "application/json";
        var text = answer.Text("text") ?? (answer.ContainsKey("json") ? JsonText.Write(Made(answer["json"], review.Text("request", "uid") ?? "")) : "");
        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(text));
    }

    private static JsonNode? Made(JsonNode? node, string uid) => node switch
    {
        JsonObject o when o.Count == 1 && o.ContainsKey("$base64json") => Base64(JsonText.Write(o["$base64json"])),
        JsonObject o => new JsonObject(o.Select(p => KeyValuePair.Create(p.Key, Made(p.Value, uid)))),
        JsonArray a => new JsonArray([.. a.Select(e => Made(e, uid))]),
        JsonValue v when v.Text() is { } text => text.Replace("${request.uid}", uid, StringComparison.Ordinal),
        _ => node.CopyNode(),
    };
}
