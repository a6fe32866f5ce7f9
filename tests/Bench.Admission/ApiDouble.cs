using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using CanaryMesh.Certs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CanaryMesh.Bench.Admission;

/// <summary>As much of an API server as the webhook asks of it: the CA's Secret, the configurations with their bundles, one Service.</summary>
internal sealed class ApiDouble : IAsyncDisposable
{
    private const string Core = "/api/v1/namespaces/canarymesh-system";
    private const string Secret = Core + "/secrets/canarymesh-ca";
    private const string Configurations = "/apis/admissionregistration.k8s.io/v1";
    private const string Inject = Configurations + "/mutatingwebhookconfigurations/canarymesh";
    private readonly ConcurrentDictionary<string, JsonObject> _objects = new(StringComparer.Ordinal);
    private readonly WebApplication _app;
    private int _version;

    private ApiDouble(WebApplication app)
    {
        _app = app;
        Store(Inject, Configuration("MutatingWebhookConfiguration", "inject"));
        Store(Configurations + "/mutatingwebhookconfigurations/zz-canarymesh", Configuration("MutatingWebhookConfiguration", "hold"));
        Store(Configurations + "/validatingwebhookconfigurations/canarymesh", Configuration("ValidatingWebhookConfiguration", "check"));
        Store(Core + "/services/canarymesh-control", new() { ["kind"] = "Service", ["metadata"] = new JsonObject(), ["spec"] = new JsonObject { ["clusterIP"] = "10.96.0.9" } });
    }

    public string Address => _app.Urls.Single();

    /// <summary>Whom an API server would trust now.</summary>
    public string Bundle => Encoding.UTF8.GetString(Convert.FromBase64String((string?)_objects[Inject]["webhooks"]![0]!["clientConfig"]!["caBundle"] ?? ""));

    public static async Task<ApiDouble> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var api = new ApiDouble(app);
        app.Run(api.ServeAsync);
        await app.StartAsync();
        return api;
    }

    public CaMaterial Ca()
    {
        var content = _objects[Secret]["data"]!;
        return new(Text(content["ca.crt"])!, Text(content["ca.key"])!, Text(content["next.crt"]), Text(content["next.key"]));
    }

    public void Put(CaMaterial material)
    {
        var content = new JsonObject { ["ca.crt"] = Base64(material.Certificates), ["ca.key"] = Base64(material.PrivateKey) };
        if (material is { NextCertificate: { } certificate, NextPrivateKey: { } key })
        {
            content["next.crt"] = Base64(certificate);
            content["next.key"] = Base64(key);
        }

        Store(Secret, new() { ["kind"] = "Secret", ["apiVersion"] = "v1", ["metadata"] = new JsonObject { ["name"] = "canarymesh-ca" }, ["data"] = content });
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static JsonObject Configuration(string kind, string webhook) => new()
    {
        ["apiVersion"] = "admissionregistration.k8s.io/v1",
        ["kind"] = kind,
        ["metadata"] = new JsonObject { ["name"] = "canarymesh" },
        ["webhooks"] = new JsonArray(new JsonObject { ["name"] = webhook + ".canary.footanalytics.io", ["clientConfig"] = new JsonObject() }),
    };

    private async Task ServeAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync();
        var path = context.Request.Path.Value!;
        var answer = context.Request.Method switch
        {
            "POST" when JsonNode.Parse(body) is JsonObject made => Store($"{path}/{(string?)made["metadata"]!["name"]}", made),
            "PUT" => Store(path, (JsonObject)JsonNode.Parse(body)!),
            "PATCH" => Patch(path, (JsonArray)JsonNode.Parse(body)!),
            _ => _objects.GetValueOrDefault(path),
        };
        context.Response.StatusCode = answer is null ? StatusCodes.Status404NotFound : StatusCodes.Status200OK;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync((answer ?? new JsonObject { ["kind"] = "Status", ["code"] = 404 }).ToJsonString());
    }

    // The only patch that comes: one bundle, guarded by a name.
    private JsonObject Patch(string path, JsonArray operations)
    {
        var changed = (JsonObject)_objects[path].DeepClone();
        foreach (var operation in operations.Where(each => (string?)each!["op"] == "add"))
        {
            changed["webhooks"]![0]!["clientConfig"]!["caBundle"] = operation!["value"]!.DeepClone();
        }

        return Store(path, changed);
    }

    private JsonObject Store(string path, JsonObject thing)
    {
        thing["metadata"]!["resourceVersion"] = Interlocked.Increment(ref _version).ToString(CultureInfo.InvariantCulture);
        return _objects[path] = thing;
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static string? Text(JsonNode? value) => (string?)value is { } text ? Encoding.UTF8.GetString(Convert.FromBase64String(text)) : null;
}
