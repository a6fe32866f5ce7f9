using System.Net;
using CanaryMesh.Api.Control;
using CanaryMesh.Api.Plans;
using CanaryMesh.Proxy.Configuration;
using CanaryMesh.Proxy.Routing;
using CanaryMesh.Proxy.Telemetry;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace CanaryMesh.Proxy.Tests.Support;

/// <summary>A pod: an app that speaks HTTP/1.1 on 8080 and h2c on 8081, and the proxy beside it, on an address of its own.</summary>
internal sealed class TestPod : IAsyncDisposable
{
    public const int AppPort = 8080;
    public const int GrpcPort = 8081;
    public const int Split = 14080;
    public const int GrpcSplit = 14081;
    public const int Direct = 14180;
    public const string DrainToken = "0123456789abcdef";
    public const int GrpcDirect = 14181;
    private WebApplication? _app;

    private TestPod(string name, string track)
    {
        Name = name;
        Settings = new ProxySettings
        {
            Plan = new PortPlan
            {
                V = 1,
                Ports =
                [
                    new PlannedPort { Name = "http", App = AppPort, Split = Split, Direct = Direct, Container = "app" },
                    new PlannedPort { Name = "grpc", App = GrpcPort, Split = GrpcSplit, Direct = GrpcDirect, Container = "app" },
                ],
            },
            PodAddresses = [Address],
            AppAddress = Address,
            DrainToken = DrainToken,
            PodName = name,
            PodNamespace = "shop",
            Track = track,
        };
        Server = new ProxyServer(Settings, NullLoggerFactory.Instance, Waits);
    }

    public string Name { get; }

    public IPAddress Address { get; } = TestAddress.Next();

    public ProxySettings Settings { get; init; }

    public ProxyServer Server { get; }

    public AppRecord App { get; } = new();

    /// <summary>The time by which answers are awaited.</summary>
    public FakeTimeProvider Waits { get; } = new();

    public static async Task<TestPod> StartAsync(string name = "primary-1", string track = "primary", bool withApp = true)
    {
        var pod = new TestPod(name, track);
        if (withApp)
        {
            await pod.StartAppAsync();
        }

        await pod.Server.StartAsync(CancellationToken.None);
        return pod;
    }

    public async Task StartAppAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddGrpc();
        builder.WebHost.ConfigureKestrel(options =>
        {
            options.AddServerHeader = false;
            options.ResponseHeaderEncodingSelector = static _ => System.Text.Encoding.Latin1;
            options.Limits.MaxRequestBodySize = null;
            options.Limits.MinRequestBodyDataRate = null;
            options.Listen(Address, AppPort, listen => listen.Protocols = HttpProtocols.Http1);
            options.Listen(Address, GrpcPort, listen => listen.Protocols = HttpProtocols.Http2);
        });
        _app = builder.Build();
        TestApp.Map(_app, Name, App);
        await _app.StartAsync();
    }

    public async Task StopAppAsync()
    {
        if (_app is not null)
        {
            await _app.DisposeAsync();
            _app = null;
        }
    }

    public Uri Url(string path, int port = Split) => new($"http://{Address}:{port}{path}");

    /// <summary>A client that asks for http://shop/ and is led here, as through a Service.</summary>
    public HttpClient Client(int port = Split, bool http2 = false) => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        ConnectCallback = Url("/", port).Dialer(),
        UseProxy = false,
    })
    {
        BaseAddress = new Uri("http://shop/"),
        DefaultRequestVersion = http2 ? HttpVersion.Version20 : HttpVersion.Version11,
        DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
        Timeout = TimeSpan.FromSeconds(30),
    };

    public PolicyAnswer Offer(ulong revision, uint weight, params TestPod[] canaries)
    {
        var policy = Some.Policy(revision, weight);
        policy.CanaryEndpoints.AddRange(canaries.Select(canary => Some.Endpoint(canary.Name, canary.Address.ToString())));
        return Server.Policies.Offer(policy);
    }

    public SideCounter Count(Side side, CountRoute route)
    {
        var sum = new SideCounter();
        foreach (var (_, counter) in Server.Ledger.Snapshot().Where(each => each.Key.Side == side && each.Key.Route == route))
        {
            sum.Add(counter);
        }

        return sum;
    }

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await Server.StopAsync(now.Token);
        await Server.DisposeAsync();
        await StopAppAsync();
    }
}
