using CanaryMesh.Certs;
using CanaryMesh.Webhook.Configuration;
using CanaryMesh.Webhook.Serving;
using CanaryMesh.Webhook.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CanaryMesh.Webhook.Tests;

/// <summary>The pair of a mounted Secret behind the process's own listener.</summary>
public sealed class MountedCertificateTests : IAsyncLifetime, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("certificate");
    private readonly CollectingLogger<TrustWorker> _log = new();
    private readonly WebhookMetrics _metrics = new();
    private readonly MirrorTrustStore _trust = new();
    private CertificateKeeper _keeper = null!;
    private WebApplication _app = null!;
    private TrustWorker _worker = null!;

    public async Task InitializeAsync()
    {
        _keeper = new(new MountedPair(_folder.FullName, Some.Surroundings.ServiceName, TimeProvider.System));
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel((_, kestrel) => WebhookListeners.Configure(kestrel, Some.Surroundings, _keeper));
        _app = builder.Build();
        _app.Run(context => context.Response.WriteAsync("answered"));
        await _app.StartAsync();
        var port = new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single(each => each.StartsWith("https:", StringComparison.Ordinal))).Port;
        var where = Some.Surroundings with { Port = port, CertificateFolder = _folder.FullName };
        _worker = new(_keeper, _trust, new SelfCall(where, TimeProvider.System), where, new Readiness(), _metrics, TimeProvider.System, _log);
    }

    public void Dispose() => _worker.Dispose();

    public async Task DisposeAsync()
    {
        await _app.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Look_WithoutAPair_IsAFaultUntilThereIsOne()
    {
        Assert.Contains("tls.crt is missing", await _worker.LookAsync(default), StringComparison.Ordinal);

        await PutAsync();

        Assert.Null(await _worker.LookAsync(default));
    }

    [Fact]
    public async Task Look_WithANewPair_ServesItAtOnceAndWithABadOneServesOn()
    {
        await PutAsync();
        Assert.Null(await _worker.LookAsync(default));
        var first = _keeper.Current!.Leaf.Thumbprint;

        await PutAsync();
        Assert.Null(await _worker.LookAsync(default));
        var second = _keeper.Current.Leaf.Thumbprint;
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "tls.crt"), "-----BEGIN CERTIFICATE-----\nAAAA");
        Assert.Null(await _worker.LookAsync(default));
        Assert.Null(await _worker.LookAsync(default));

        Assert.NotEqual(first, second);
        Assert.Equal(second, _keeper.Current.Leaf.Thumbprint);
        Assert.Single(_log.Lines, line => line.Contains("refused", StringComparison.Ordinal));
        Assert.Contains("canarymesh_webhook_certificate_refused 1", await ScrapeAsync(), StringComparison.Ordinal);
        await PutAsync();
        await _worker.LookAsync(default);
        Assert.Contains("canarymesh_webhook_certificate_refused 0", await ScrapeAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Look_WhileTheBundlesAreNotWrittenYet_IsAFault()
    {
        await PutAsync();
        _trust.Stuck = "";

        Assert.Contains("does not trust this process", await _worker.LookAsync(default), StringComparison.Ordinal);
    }

    private async Task<string> ScrapeAsync()
    {
        using var text = new MemoryStream();
        await _metrics.Registry.CollectAndExportAsTextAsync(text);
        return System.Text.Encoding.UTF8.GetString(text.ToArray());
    }

    // A CA and a leaf that the product's own keeper makes, written as cert-manager writes them.
    private async Task PutAsync()
    {
        var maker = new CertificateKeeper(new MemoryCaStore(), [Some.Surroundings.ServiceName], TimeProvider.System);
        await maker.RefreshAsync(default);
        using var key = System.Security.Cryptography.X509Certificates.ECDsaCertificateExtensions.GetECDsaPrivateKey(maker.Current!.Leaf)!;
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "tls.crt"), maker.Current.Leaf.ExportCertificatePem());
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "tls.key"), key.ExportPkcs8PrivateKeyPem());
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "ca.crt"), maker.Current.Bundle);
    }
}
