using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using CanaryMesh.Analyzer.Gates;
using CanaryMesh.Analyzer.Host.Tests.Applying;
using CanaryMesh.Analyzer.Prometheus;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CanaryMesh.Analyzer.Host.Tests.Gates;

public sealed class HookCertificateTests
{
    [Theory]
    [InlineData(false, false)]
    [InlineData(true, true)]
    public async Task Call_OfAnAddressWithAnUnknownCertificate_IsMadeWhereItsUserAskedForThat(bool any, bool passed)
    {
        using var certificate = Certificate();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(server => server.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(certificate)));
        await using var app = builder.Build();
        app.Run(context => context.Response.WriteAsync("open"));
        await app.StartAsync();
        var rule = new OutboundRule { AllowLoopback = true };
        using var strict = GuardedHttp.Create(rule);
        using var trusting = GuardedHttp.CreateTrustingAny(rule);
        var caller = new HookCaller(strict, trusting, new RecordingApi(), new HostSlots(), TimeProvider.System);

        var url = new Uri(app.Urls.First());
        var reply = await caller.CallAsync("shop", new(url, TimeSpan.FromSeconds(20), 0) { AnyCertificate = any }, "once", [], CancellationToken.None);

        Assert.Equal((passed, passed ? "HTTP 200: open" : $"the certificate of {url.Authority} is not trusted"), (reply.Passed, reply.Sentence));
    }

    private static X509Certificate2 Certificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var now = DateTimeOffset.UtcNow;
        using var plain = new CertificateRequest("CN=gate", key, HashAlgorithmName.SHA256).CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(plain.Export(X509ContentType.Pkcs12), null);
    }
}
