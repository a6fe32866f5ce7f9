using CanaryMesh.Support;

namespace CanaryMesh.EndToEnd.Tests.Lost;

/// <summary>Struck while the rolling update brings the proxies; ends in our care, with a proxy in every pod.</summary>
internal sealed class OnboardingApp(ManagedWeb web) : PhaseApp(web)
{
    public override bool SeemsThere => Web.Canary.Current is { Phase: "Initializing", Reason: "InjectingProxies" };

    public override async Task<bool> IsThereAsync() => SeemsThere && await IsRollingAsync();

    protected override Task StartAsync(int round) => Web.AnnotateAsync(CancellationToken.None);

    protected override Task EndsAsync() => UntilAsync(
        async () => Web.Canary.Current.Phase == "Initialized" && await HasProxiesAsync() && !await IsRollingAsync(), "it is onboarded");
}
