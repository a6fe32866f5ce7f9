using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using CanaryMesh.Analyzer.Prometheus;
using CanaryMesh.Analyzer.Sources;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CanaryMesh.Analyzer.Host.Tests.Sources;

public sealed class TlsTests : IAsyncLifetime, IDisposable
{
    private readonly X509Certificate2 _certificate = SelfSigned();
    private readonly GuardedClients _clients = new(new OutboundRule { AllowLoopback = true });
    private WebApplication _server = null!;

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(_certificate)));
        _server = builder.Build();
        _server.Run(context => context.Response.WriteAsync("""{"data":{"resultType":"scalar","result":[1,"7"]}}"""));
        await _server.StartAsync();
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    public void Dispose()
    {
        _certificate.Dispose();
        _clients.Dispose();
    }

    [Fact]
    public async Task Certificate_OfNobody_IsNotTrusted() =>
        Assert.EndsWith("is not trusted", Assert.IsType<PrometheusReading.Refused>(await AskAsync(MetricTls.Ordinary)).Sentence, StringComparison.Ordinal);

    [Fact]
    public async Task Certificate_OfTheSecretsAuthority_IsTrusted() =>
        Assert.Equal(new PrometheusReading.Value(7), await AskAsync(MetricTls.Ordinary with { Authority = _certificate.ExportCertificatePem() }));

    [Fact]
    public async Task Certificate_OfAnotherAuthority_IsNotTrusted()
    {
        using var other = SelfSigned();

        Assert.IsType<PrometheusReading.Refused>(await AskAsync(MetricTls.Ordinary with { Authority = other.ExportCertificatePem() }));
    }

    [Fact]
    public async Task AnyCertificate_IsTakenWhereTheTemplateSaysSo() => Assert.Equal(new PrometheusReading.Value(7), await AskAsync(MetricTls.Ordinary with { AcceptsAny = true }));

    [Theory]
    [InlineData("no certificate")]
    [InlineData("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----")]
    public async Task Authority_ThatIsNone_IsAFault(string authority) =>
        Assert.Contains("cannot be read", Assert.IsType<PrometheusReading.Refused>(await AskAsync(MetricTls.Ordinary with { Authority = authority })).Sentence, StringComparison.Ordinal);

    private async Task<PrometheusReading> AskAsync(MetricTls tls) => await new PrometheusClient(new(_clients)).QueryAsync(
        new(new Uri(_server.Urls.First())) { Tls = tls }, "7", DateTimeOffset.UnixEpoch, new(TimeSpan.FromSeconds(30), CancellationToken.None, CancellationToken.None));

    private static X509Certificate2 SelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=metrics", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }
}
