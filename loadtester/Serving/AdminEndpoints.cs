using Prometheus;

namespace CanaryMesh.LoadTester.Serving;

/// <summary>Probes and metrics: on both listeners, without a token; the admin listener has nothing else.</summary>
internal static class AdminEndpoints
{
    public static void UseAdmin(this IApplicationBuilder app, LoadTesterMetrics metrics, Readiness readiness)
    {
        app.UseMetricServer(settings => settings.Registry = metrics.Registry, "/metrics");
        app.MapWhen(context => IsProbe(context.Request.Path) || Listeners.IsAdmin(context), admin => admin.Run(context => AnswerAsync(context, readiness)));
    }

    private static bool IsProbe(PathString path) => path.Value is "/healthz" or "/readyz";

    private static Task AnswerAsync(HttpContext context, Readiness readiness) => context.Request.Path.Value switch
    {
        "/healthz" => PlainAnswer.WriteAsync(context, StatusCodes.Status200OK, "OK"),
        "/readyz" when readiness.IsDraining => PlainAnswer.WriteAsync(context, StatusCodes.Status503ServiceUnavailable, "stopping"),
        "/readyz" => PlainAnswer.WriteAsync(context, StatusCodes.Status200OK, "ready"),
        _ => PlainAnswer.WriteAsync(context, StatusCodes.Status404NotFound, "not found"),
    };
}
