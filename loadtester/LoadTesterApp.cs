using CanaryMesh.LoadTester.Configuration;
using CanaryMesh.LoadTester.Serving;

namespace CanaryMesh.LoadTester;

/// <summary>The server, and what a request passes: probes and metrics apart, the token, then gates or a task.</summary>
internal static class LoadTesterApp
{
    public static WebApplication Create(string[] args, Surroundings surroundings, TimeProvider time, Action<WebApplicationBuilder> addLogging)
    {
        var builder = WebApplication.CreateSlimBuilder(args);
        addLogging(builder);
        builder.Services.AddRouting();
        builder.Services.AddLoadTester(surroundings, time);
        builder.WebHost.UseKestrelCore();
        builder.WebHost.ConfigureKestrel((_, kestrel) => Listeners.Configure(kestrel, surroundings));
        var app = builder.Build();
        Map(app);
        return app;
    }

    private static void Map(WebApplication app)
    {
        var readiness = app.Services.GetRequiredService<Readiness>();
        app.UseAdmin(app.Services.GetRequiredService<LoadTesterMetrics>(), readiness);
        app.Use((context, next) =>
        {
            if (readiness.IsDraining)
            {
                context.Response.Headers.Connection = "close";
            }

            return next(context);
        });
        app.Use(app.Services.GetRequiredService<TokenGuard>().InvokeAsync);
        app.UseRouting();
        app.Services.GetRequiredService<GateEndpoints>().Map(app);
        app.Map("/{**path}", app.Services.GetRequiredService<TaskEndpoint>().InvokeAsync);
    }
}
