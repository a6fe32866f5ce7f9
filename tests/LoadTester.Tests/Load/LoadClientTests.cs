using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using CanaryMesh.LoadTester.Load;
using CanaryMesh.LoadTester.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace CanaryMesh.LoadTester.Tests.Load;

public class LoadClientTests
{
    [Theory]
    [InlineData(HttpProtocols.Http1, false, "HTTP/1.1")]
    [InlineData(HttpProtocols.Http2, true, "HTTP/2")]
    public async Task Send_OverEachVersion_CarriesTheWholeRequest(HttpProtocols protocols, bool http2, string protocol)
    {
        var seen = new ConcurrentBag<string>();
        await using var app = await LoopbackApp.StartAsync(
            async context =>
            {
                using var reader = new StreamReader(context.Request.Body);
                seen.Add($"{context.Request.Protocol} {context.Request.Method} {context.Request.Path} {context.Request.Headers["X-Lane"]} {context.Request.ContentType} {await reader.ReadToEndAsync()}");
                await context.Response.WriteAsync("hello");
            },
            protocols);
        var plan = new LoadPlan
        {
            Address = new(app.Address, "/graphql"),
            Method = "POST",
            Body = "{}",
            Http2 = http2,
            Headers = [new("X-Lane", "b"), new("Content-Type", "application/json")],
        };

        Assert.Equal(LoadAnswer.Of(200, 5), await SendAsync(plan));

        Assert.Equal($"{protocol} POST /graphql b application/json {{}}", Assert.Single(seen));
    }

    [Theory]
    [InlineData(204, nameof(LoadOutcome.Ok))]
    [InlineData(302, nameof(LoadOutcome.Ok))]
    [InlineData(404, nameof(LoadOutcome.ClientError))]
    [InlineData(503, nameof(LoadOutcome.ServerError))]
    public async Task Send_OfAnAnswer_IsClassedByItsStatus(int status, string outcome)
    {
        await using var app = await LoopbackApp.StartAsync(context =>
        {
            context.Response.StatusCode = status;
            return Task.CompletedTask;
        });

        var answer = await SendAsync(new() { Address = app.Address });

        Assert.Equal((status, outcome), (answer.Status, answer.Outcome.ToString()));
    }

    [Fact]
    public async Task Send_WithoutAnAnswerInTime_TimesOut()
    {
        await using var app = await LoopbackApp.StartAsync(context => Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default));

        Assert.Equal(LoadOutcome.TimedOut, (await SendAsync(new() { Address = app.Address, Timeout = TimeSpan.FromMilliseconds(50) })).Outcome);
    }

    [Fact]
    public async Task Send_ToNobody_IsNotConnected()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));

        var answer = await SendAsync(new() { Address = new($"http://127.0.0.1:{((IPEndPoint)socket.LocalEndPoint!).Port}/") });

        Assert.Equal(LoadOutcome.NotConnected, answer.Outcome);
    }

    [Fact]
    public async Task Send_CutOffInTheBody_IsBrokenOff()
    {
        await using var app = await LoopbackApp.StartAsync(async context =>
        {
            context.Response.ContentLength = 10;
            await context.Response.WriteAsync("half");
            await context.Response.Body.FlushAsync();
            context.Abort();
        });

        Assert.Equal(LoadOutcome.Broken, (await SendAsync(new() { Address = app.Address })).Outcome);
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 3)]
    public async Task Connections_AreReusedUnlessToldOtherwise(bool reuses, int connections)
    {
        var seen = new ConcurrentDictionary<string, bool>();
        await using var app = await LoopbackApp.StartAsync(context =>
        {
            seen[context.Connection.Id] = true;
            return Task.CompletedTask;
        });
        using var client = new LoadClient(new() { Address = app.Address, ReusesConnections = reuses }, TimeProvider.System);

        for (var each = 0; each < 3; each++)
        {
            await client.SendAsync(CancellationToken.None);
        }

        Assert.Equal(connections, seen.Count);
    }

    [Theory]
    [InlineData(false, true, nameof(LoadOutcome.Ok))]
    [InlineData(true, true, nameof(LoadOutcome.Ok))]
    [InlineData(false, false, nameof(LoadOutcome.NotConnected))]
    public async Task Send_ToACertificateOfNobody_NeedsTrust(bool http2, bool trusts, string outcome)
    {
        using var key = RSA.Create(2048);
        using var certificate = new CertificateRequest("CN=web", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        await using var app = await LoopbackApp.StartAsync(context => context.Response.WriteAsync("hi"), HttpProtocols.Http1AndHttp2, certificate);

        var answer = await SendAsync(new() { Address = app.Address, Http2 = http2, TrustsAnyCertificate = trusts });

        Assert.Equal(outcome, answer.Outcome.ToString());
    }

    private static async Task<LoadAnswer> SendAsync(LoadPlan plan)
    {
        using var client = new LoadClient(plan, TimeProvider.System);
        return await client.SendAsync(CancellationToken.None);
    }
}
