using CanaryMesh.Support;

namespace CanaryMesh.EndToEnd.Tests.Lost;

/// <summary>Struck while the primary rolls to the version that was judged good; ends promoted all the same.</summary>
internal sealed class PromotionApp(ManagedWeb web) : TrialApp(web)
{
    public override bool SeemsThere => Web.Canary.Current.Phase == "Promoting";

    public override bool WasStruck => SeemsThere;

    public override async Task<bool> IsThereAsync() => SeemsThere && await IsRollingAsync();
}
