using System.Net.Http.Headers;
using System.Text;
using CanaryMesh.LoadTester.Configuration;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CanaryMesh.LoadTester.Tests.Support;

/// <summary>The load tester itself on loopback.</summary>
internal sealed class TesterApp : IAsyncDisposable
{
    private readonly WebApplication _app;

    private TesterApp(WebApplication app, Uri address, Uri admin)
    {
        _app = app;
        Client = new() { BaseAddress = address };
        Admin = new() { BaseAddress = admin };
    }

    /// <summary>Open to all, with commands.</summary>
    public static Surroundings Open { get; } = new()
    {
        Addresses = ["127.0.0.1"],
        Port = 0,
        AdminPort = 0,
        RunsCommands = true,
        RequiresToken = false,
        Quiet = TimeSpan.FromMilliseconds(20),
        Grace = TimeSpan.FromMilliseconds(100),
    };

    public HttpClient Client { get; }

    public HttpClient Admin { get; }

    public static async Task<TesterApp> StartAsync(Surroundings? surroundings = null)
    {
        var app = LoadTesterApp.Create([], surroundings ?? Open, TimeProvider.System, builder => builder.Logging.ClearProviders());
        await app.StartAsync();
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.ToList();
        return new(app, new(addresses[0]), new(addresses[1]));
    }

    public async Task<(int Status, string Text)> PostAsync(string path, string body, string? token = null, CancellationToken cancellation = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Authorization = token is null ? null : AuthenticationHeaderValue.Parse(token);
        using var answer = await Client.SendAsync(request, cancellation);
        return ((int)answer.StatusCode, (await answer.Content.ReadAsStringAsync(cancellation)).TrimEnd('\n'));
    }

    public Task<string> MetricsAsync() => Admin.GetStringAsync(new Uri("/metrics", UriKind.Relative));

    public async Task<(int Status, string Text)> GetAsync(string path)
    {
        using var answer = await Client.GetAsync(new Uri(path, UriKind.Relative));
        return ((int)answer.StatusCode, (await answer.Content.ReadAsStringAsync()).TrimEnd('\n'));
    }

    public Task StopAsync(CancellationToken cancellation = default) => _app.StopAsync(cancellation);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        Admin.Dispose();
        await _app.DisposeAsync();
    }
}
