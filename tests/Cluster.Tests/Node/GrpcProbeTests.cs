using System.Net;
using CanaryMesh.Cluster.Node;
using k8s.Models;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace CanaryMesh.Cluster.Tests.Node;

public sealed class GrpcProbeTests
{
    private static readonly HandlerRunner Runner = new(TimeProvider.System);

    [Theory]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public async Task Check_Answered_SucceedsOnlyWhenServing(byte status, bool succeeds)
    {
        byte[] received = [];
        await using var server = await StartAsync(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            received = body.ToArray();
            context.Response.ContentType = "application/grpc";
            await context.Response.Body.WriteAsync(new byte[] { 0, 0, 0, 0, 2, 0x08, status });
            context.Response.AppendTrailer("grpc-status", "0");
        });

        var outcome = await ProbeAsync(server, "own");

        Assert.Equal(succeeds, outcome.Succeeded);
        Assert.Equal([0, 0, 0, 0, 5, 0x0a, 3, (byte)'o', (byte)'w', (byte)'n'], received);
    }

    [Fact]
    public async Task Check_NotAnswered_TimesOut()
    {
        await using var server = await StartAsync(context => Task.Delay(Timeout.Infinite, context.RequestAborted));

        var outcome = await ProbeAsync(server, "");

        Assert.False(outcome.Succeeded);
    }

    private static Task<ProbeOutcome> ProbeAsync(WebApplication server, string service)
    {
        var action = new V1GRPCAction { Port = new Uri(server.Urls.First()).Port, Service = service };
        var handler = new Handler(null, null, action, null, null);
        var target = new ProbeTarget(new V1Container { Name = "app" }, "127.0.0.1", null!);
        return Runner.RunAsync(handler, target, HandlerRunner.ProbeAgent, TimeSpan.FromSeconds(1), CancellationToken.None);
    }

    private static async Task<WebApplication> StartAsync(RequestDelegate answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        var server = builder.Build();
        server.MapPost("/grpc.health.v1.Health/Check", answer);
        await server.StartAsync();
        return server;
    }
}
