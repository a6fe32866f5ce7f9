using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using CanaryMesh.Certs;
using CanaryMesh.Webhook.Admission;
using CanaryMesh.Webhook.Checking;
using CanaryMesh.Webhook.Configuration;
using CanaryMesh.Webhook.Holding;
using CanaryMesh.Webhook.Injection;
using CanaryMesh.Webhook.Onboarding;
using CanaryMesh.Webhook.Serving;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace CanaryMesh.Webhook.Tests.Support;

/// <summary>The process's own pipeline over TLS on loopback, with the cluster replaced.</summary>
public class WebhookHost : IAsyncLifetime
{
    private WebApplication? _app;
    private HttpClient? _client;
    private Uri _address = new("https://unset");

    internal ScriptedEntry Scripted { get; } = new();

    internal MirrorTrustStore Trust { get; } = new();

    /// <summary>Changed by the hosts of tests that want to fill it.</summary>
    internal virtual ReviewLimits Limits => new();

    internal virtual Surroundings Surroundings => Some.Surroundings;

    internal IServiceProvider Services => _app!.Services;

    internal HttpClient Client => _client!;

    internal Uri Admin { get; private set; } = new("http://unset");

    public async Task InitializeAsync()
    {
        var folder = Directory.CreateTempSubdirectory("settings").FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "proxy-image"), "proxy:1\n");
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddRouting();
        builder.Services.AddServing(Surroundings with { SettingsFolder = folder }, TimeProvider.System);
        builder.Services.RemoveAll<Microsoft.Extensions.Hosting.IHostedService>();
        builder.Services.AddHostedService<Drainer>();
        builder.Services.AddSingleton(new SettingsSource(folder, TimeProvider.System, NullLogger<SettingsSource>.Instance));
        builder.Services.AddAdmission();
        builder.Services.AddSingleton(Limits);
        builder.Services.AddSingleton<IAdmissionEntry>(Scripted);
        builder.Services.AddSingleton<ICaStore>(new MemoryCaStore());
        builder.Services.AddSingleton<ITrustStore>(Trust);
        builder.Services.AddSingleton<IServiceSource>(new FixedServices([]));
        builder.Services.AddSingleton<ITargetAccess>(new FixedAccess(allowed: true));
        builder.Services.AddSingleton<IProgressCondition>(new CollectingProgressCondition());
        builder.Services.AddSingleton<Func<InjectionSettings?>>(() => Some.Injection);
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel((_, kestrel) =>
            WebhookListeners.Configure(kestrel, Some.Surroundings, kestrel.ApplicationServices.GetRequiredService<CertificateKeeper>()));
        _app = builder.Build();
        Assert.Empty(_app.Services.GetRequiredService<SettingsSource>().Load());
        _app.MapWebhook();
        await _app.Services.GetRequiredService<CertificateKeeper>().RefreshAsync(default);
        await _app.StartAsync();
        var addresses = _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        _address = new Uri(addresses.Single(address => address.StartsWith("https:", StringComparison.Ordinal)));
        Admin = new Uri(addresses.Single(address => address.StartsWith("http:", StringComparison.Ordinal)));
        _client = Connect(_app.Services.GetRequiredService<CertificateKeeper>().Current!.Bundle);
    }

    public async Task DisposeAsync()
    {
        _client?.Dispose();
        await _app!.DisposeAsync();
    }

    internal async Task<(HttpStatusCode Status, string Text, HttpResponseMessage Response)> PostAsync(
        string path, HttpContent content)
    {
        var response = await Client.PostAsync(new Uri(path, UriKind.Relative), content);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(), response);
    }

    internal static HttpContent Json(string text) => new StringContent(text, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));

    internal static string Review(JsonObject thing, string operation = "CREATE") => new JsonObject
    {
        ["apiVersion"] = "admission.k8s.io/v1",
        ["kind"] = "AdmissionReview",
        ["request"] = new JsonObject { ["uid"] = "the-uid", ["operation"] = operation, ["namespace"] = "shop", ["object"] = thing.DeepClone() },
    }.ToJsonString();

    internal Task StopAsync() => _app!.StopAsync();

    /// <summary>A client with connections of its own that trusts that bundle.</summary>
    internal HttpClient Connect(string bundle)
    {
        var handler = new SocketsHttpHandler
        {
            SslOptions = new()
            {
                TargetHost = Some.Surroundings.ServiceName,
                RemoteCertificateValidationCallback = (_, certificate, _, _) => TrustCheck.Fault(
                    (System.Security.Cryptography.X509Certificates.X509Certificate2)certificate!, bundle, Some.Surroundings.ServiceName, TimeProvider.System.GetUtcNow()) is null,
            },
        };
        return new HttpClient(handler) { BaseAddress = _address };
    }
}
