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
        app.UseRouting();
        app.Services.GetRequiredService<AdmissionEndpoints>().Map(app);
    }
}
