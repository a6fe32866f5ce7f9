using Prometheus;

namespace CanaryMesh.Webhook.Serving;

/// <summary>Probes and metrics on the plain listener; nothing here changes anything.</summary>
internal static class AdminEndpoints
{
    public static void UseAdmin(this IApplicationBuilder app, Readiness readiness, WebhookMetrics metrics) =>
        app.MapWhen(context => !context.Request.IsHttps, admin =>
        {
            admin.UseMetricServer(settings => settings.Registry = metrics.Registry, "/metrics");
            admin.Run(context => AnswerAsync(context, readiness));
        });

    private static async Task AnswerAsync(HttpContext context, Readiness readiness)
    {
        var (status, text) = context.Request.Path.Value switch
        {
            "/healthz" => (StatusCodes.Status200OK, "ok"),
            "/readyz" => (readiness.IsReady ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable, readiness.Describe()),
            _ => (StatusCodes.Status404NotFound, "not found"),
        };
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        await context.Response.WriteAsync(text + "\n", context.RequestAborted);
    }
}
