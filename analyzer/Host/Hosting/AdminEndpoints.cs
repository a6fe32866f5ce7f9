using CanaryMesh.Analyzer.Leadership;
using CanaryMesh.Api.Names;
using Prometheus;

namespace CanaryMesh.Analyzer.Hosting;

/// <summary>Probes and metrics, on their own plain listener; nothing here changes anything.</summary>
internal static class AdminEndpoints
{
    public static void MapAdmin(this WebApplication app)
    {
        var admin = app.MapGroup("").RequireHost($"*:{Ports.AnalyzerAdmin}");
        admin.MapGet("/healthz", () => TypedResults.Text("ok"));
        admin.MapGet("/readyz", Ready);
        admin.MapGet("/leader", (LeaderElector elector) => TypedResults.Text(elector.IsLeader ? "leader" : "standby"));
        admin.MapMetrics("/metrics", app.Services.GetRequiredService<CollectorRegistry>());
    }

    private static Microsoft.AspNetCore.Http.HttpResults.ContentHttpResult Ready(Readiness readiness) =>
        readiness.Fault is { } fault ? TypedResults.Text(fault, statusCode: StatusCodes.Status503ServiceUnavailable) : TypedResults.Text("ok");
}
