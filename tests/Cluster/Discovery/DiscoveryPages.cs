using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Http;

namespace CanaryMesh.Cluster.Discovery;

/// <summary>Discovery, versions, health and OpenAPI.</summary>
internal sealed class DiscoveryPages(DiscoveryDocuments documents, OpenApiDocuments openApi)
{
    public Task AnswerAsync(HttpContext context, string path)
    {
        var aggregated = ((string?)context.Request.Headers.Accept ?? "").Contains("as=APIGroupDiscoveryList", StringComparison.Ordinal);
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        switch (parts)
        {
            case ["healthz" or "readyz" or "livez", ..]:
                return Reply.TextAsync(context, 200, "ok");
            case ["version"]:
                return Reply.JsonAsync(context, 200, ServerVersion());
            case ["api" or "apis"] when aggregated:
                context.Response.Headers.Vary = "Accept";
                return AggregatedAsync(context, documents.Aggregated(parts[0] == "api"));
            case ["api"]:
                return Reply.JsonAsync(context, 200, DiscoveryDocuments.Versions());
            case ["apis"]:
                return Reply.JsonAsync(context, 200, documents.Groups());
            case ["api", var version]:
                return FoundAsync(context, documents.Resources("", version));
            case ["apis", var group]:
                return FoundAsync(context, documents.Group(group));
            case ["apis", var group, var version]:
                return FoundAsync(context, documents.Resources(group, version));
            case ["openapi", "v3"]:
                return Reply.JsonAsync(context, 200, openApi.Index());
            case ["openapi", "v3", .. var rest]:
                return FoundAsync(context, openApi.Document(rest));
            case ["openapi", "v2"]:
                return Reply.JsonAsync(context, 200, openApi.Version2());
            case ["metrics"]:
                return Reply.TextAsync(context, 200, "");
            default:
                return Reply.TextAsync(context, 404, "404 page not found\n");
        }
    }

    private static Task FoundAsync(HttpContext context, JsonObject? document) =>
        document is null ? Reply.TextAsync(context, 404, "404 page not found\n") : Reply.JsonAsync(context, 200, document);

    private static async Task AggregatedAsync(HttpContext context, JsonObject document)
    {
        var bytes = Json.JsonText.Bytes(document);
        context.Response.ContentType = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList";
        await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
    }

    private static JsonObject ServerVersion() => new()
    {
        ["major"] = "1",
        ["minor"] = "36",
        ["gitVersion"] = "v1.36.0",
        ["gitCommit"] = "0000000000000000000000000000000000000000",
        ["gitTreeState"] = "clean",
        ["buildDate"] = "2026-04-01T00:00:00Z",
        ["goVersion"] = "go1.26",
        ["compiler"] = "gc",
        ["platform"] = "linux/amd64",
    };
}
