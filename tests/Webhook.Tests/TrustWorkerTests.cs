using CanaryMesh.Certs;
using CanaryMesh.Webhook.Serving;
using CanaryMesh.Webhook.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace CanaryMesh.Webhook.Tests;

public sealed class TrustWorkerTests(WebhookHost host) : IClassFixture<WebhookHost>
{
    [Fact]
    public async Task Look_WhenEveryBundleTrustsUs_FindsNoFault() => Assert.Null(await Worker().LookAsync(default));

    [Fact]
    public async Task Look_WhenAConfigurationHoldsAnotherBundle_NamesIt()
    {
        var other = new CertificateKeeper(new MemoryCaStore(), [Some.Surroundings.ServiceName], TimeProvider.System);
        await other.RefreshAsync(default);
        host.Trust.Stuck = other.Current!.Bundle;

        var fault = await Worker().LookAsync(default);

        host.Trust.Stuck = null;
        Assert.Contains("mutating canarymesh inject", fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Look_WhenNobodyListens_SaysSo()
    {
        var worker = Worker(Some.Surroundings with { Port = 1 });

        Assert.Contains("a call of our own failed", await worker.LookAsync(default), StringComparison.Ordinal);
    }

    private TrustWorker Worker(Configuration.Surroundings? surroundings = null)
    {
        var where = surroundings ?? Some.Surroundings with { Port = host.Client.BaseAddress!.Port };
        return new(
            host.Services.GetRequiredService<CertificateKeeper>(), host.Trust, new SelfCall(where, TimeProvider.System), where, new Readiness(),
            new WebhookMetrics(), TimeProvider.System, NullLogger<TrustWorker>.Instance);
    }
}
