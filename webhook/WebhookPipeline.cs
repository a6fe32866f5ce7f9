using CanaryMesh.Webhook.Admission;
using CanaryMesh.Webhook.Serving;

namespace CanaryMesh.Webhook;

/// <summary>What a request passes: probes apart, connections closed while draining, then the entry.</summary>
internal static class WebhookPipeline
{
    public static void MapWebhook(this WebApplication app)
    {
        var readiness = app.Services.GetRequiredService<Readiness>();
        app.UseAdmin(readiness, app.Services.GetRequiredService<WebhookMetrics>());
        app.Use((context, next) =>
        {
            if (readiness.IsDraining)
            {
                context.Response.Headers.Connection = "close";
            }

            return next(context);
        });
        app.UseStatusCodePages(context => SayAsync(context.HttpContext));
        app.UseRouting();
        app.Services.GetRequiredService<AdmissionEndpoints>().Map(app);
    }

    // What no entry answered: another method, another path.
    private static Task SayAsync(HttpContext context)
    {
        var entries = context.RequestServices.GetServices<IAdmissionEntry>().Select(entry => "/" + entry.Name);
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync($"POST an AdmissionReview to one of {string.Join(", ", entries)}\n", context.RequestAborted);
    }
}
