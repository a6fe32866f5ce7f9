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
    public async Task Look_WhenAConfigurationIsNotThereYet_NamesItUntilItIs()
    {
        var (store, worker) = WithOwnStore();
        store.Missing = "mutating zz-canarymesh";
        var early = await worker.LookAsync(default);
        store.Missing = null;

        Assert.Contains("mutating zz-canarymesh", early, StringComparison.Ordinal);
        Assert.Null(await worker.LookAsync(default));
    }

    [Fact]
    public async Task Look_WhenAConfigurationWasTakenAway_GoesOnServingTheOthers()
    {
        var (store, worker) = WithOwnStore();
        await worker.LookAsync(default);
        store.Missing = "mutating zz-canarymesh";

        Assert.Null(await worker.LookAsync(default));
    }

    [Fact]
    public async Task Look_WhenTheConfigurationsCannotBeRead_TrustsWhatWasReadLast()
    {
        var (store, worker) = WithOwnStore();
        store.Unreadable = true;
        var never = await worker.LookAsync(default);
        store.Unreadable = false;
        await worker.LookAsync(default);
        store.Unreadable = true;

        Assert.NotNull(never);
        Assert.Null(await worker.LookAsync(default));
    }

    [Fact]
    public async Task Look_WhenNobodyListens_SaysSo()
    {
        var worker = Worker(Some.Surroundings with { Port = 1 });

        Assert.Contains("a call of our own failed", await worker.LookAsync(default), StringComparison.Ordinal);
    }

    private (MirrorTrustStore Store, TrustWorker Worker) WithOwnStore()
    {
        var store = new MirrorTrustStore();
        return (store, Worker(trust: store));
    }

    private TrustWorker Worker(Configuration.Surroundings? surroundings = null, MirrorTrustStore? trust = null)
    {
        var where = surroundings ?? Some.Surroundings with { Port = host.Client.BaseAddress!.Port };
        return new(
            host.Services.GetRequiredService<CertificateKeeper>(), trust ?? host.Trust, new SelfCall(where, TimeProvider.System), where, new Readiness(),
            new WebhookMetrics(), TimeProvider.System, NullLogger<TrustWorker>.Instance);
    }
}
