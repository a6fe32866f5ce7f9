using CanaryMesh.Api.Names;
using CanaryMesh.Support;

namespace CanaryMesh.Lifecycle.Tests;

/// <summary>Something that happens to the installation while one app is at rest and another has a version on trial, and the image that the
/// latter then ends with.</summary>
internal sealed record InstallationLife(string Name, string Serving, Func<InstalledApps, Task> LiveAsync)
{
    private const string First = "sample/web:1";
    private const string Good = InstalledApps.OnTrial;

    public static IReadOnlyList<InstallationLife> All { get; } =
    [
        new("analyzer-upgraded-on-trial", Good, async apps => { await apps.UpgradeAsync(Installation.Analyzer, "next"); await apps.PromotedAsync(); }),
        new("webhook-upgraded-on-trial", Good, async apps => { await apps.UpgradeAsync(Installation.Webhook, "next"); await apps.PromotedAsync(); }),
        new("everything-upgraded-on-trial", Good, async apps => { await apps.UpgradeAllAsync("next"); await apps.PromotedAsync(); await apps.RestartAsync("next"); }),
        new("downgraded-again", Good, DowngradedAsync),
        new("leader-killed-on-trial", Good, async apps => { await apps.KillAsync(Installation.Analyzer); await apps.PromotedAsync(); }),
        new("analyzer-scaled-to-two-and-back", Good, ScaledAsync),
        new("uninstalled-on-trial", First, async apps => await apps.UninstallAsync()),
        new("crd-deleted-on-trial-and-back", First, CrdDeletedAsync),
    ];

    private static async Task DowngradedAsync(InstalledApps apps)
    {
        await apps.UpgradeAllAsync("next");
        await apps.UpgradeAllAsync("dev");
        await apps.PromotedAsync();
        await apps.RestartAsync("dev");
    }

    // The annotations of both teams stay where they are: they ask again once the kind is there again.
    private static async Task CrdDeletedAsync(InstalledApps apps)
    {
        await apps.RunAsync("delete", "crd", "canaries.flagger.app", "--timeout=120s");
        await apps.UnmanagedAsync();
        await apps.RunAsync("apply", "-k", Path.Combine(Repository.Manifests, "base", "crds"));
        await apps.InitializedAsync();
    }

    private static async Task ScaledAsync(InstalledApps apps)
    {
        await apps.RunAsync("-n", Installation.Namespace, "scale", $"deploy/{Installation.Analyzer}", "--replicas=2");
        await apps.RolledAsync(Installation.Analyzer);
        await apps.RunAsync("-n", Installation.Namespace, "scale", $"deploy/{Installation.Analyzer}", "--replicas=1");
        await apps.PromotedAsync();
    }
}
