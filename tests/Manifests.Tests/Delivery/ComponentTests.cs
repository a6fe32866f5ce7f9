using CanaryMesh.Manifests.Tests.Charts;
using CanaryMesh.Support;

namespace CanaryMesh.Manifests.Tests.Delivery;

/// <summary>The components for Argo CD and Flux, used on objects as a team has them.</summary>
public sealed class ComponentTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("canarymesh-gitops-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task ArgoCd_KeepsItsConfigurationAndTakesTheHealthScript()
    {
        var built = await BuildAsync("argocd", "{apiVersion: v1, kind: ConfigMap, metadata: {name: argocd-cm}, data: {url: https://argo.example}}");

        Assert.Contains("url: https://argo.example", built, StringComparison.Ordinal);
        Assert.Contains("resource.customizations.health.apps_Deployment: |", built, StringComparison.Ordinal);
        Assert.Contains("return health(\"Healthy\")", built, StringComparison.Ordinal);
        Assert.Contains("name: argocd-cm\n", built, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Flux_WaitsLongerAndTakesNothingBackByItself()
    {
        var built = await BuildAsync("flux", """
            apiVersion: kustomize.toolkit.fluxcd.io/v1
            kind: Kustomization
            metadata: {name: shop}
            spec: {interval: 10m, timeout: 5m, wait: true}
            ---
            apiVersion: helm.toolkit.fluxcd.io/v2
            kind: HelmRelease
            metadata: {name: web}
            spec: {interval: 10m, upgrade: {force: true, remediation: {retries: 3}}}
            """);

        Assert.Equal(2, built.Split("  timeout: 60m\n").Length - 1);
        Assert.Contains("wait: true", built, StringComparison.Ordinal);
        Assert.Contains("  upgrade:\n    force: true\n    remediation:\n      remediateLastFailure: false\n      retries: 0", built, StringComparison.Ordinal);
        Assert.Contains("name: web\n", built, StringComparison.Ordinal);
    }

    private async Task<string> BuildAsync(string component, string objects)
    {
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "objects.yaml"), objects);
        var below = Path.GetRelativePath(_folder.FullName, Path.Combine(Repository.Manifests, "gitops", component));
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "kustomization.yaml"), $"resources: [objects.yaml]\ncomponents: [{below}]\n");
        return await Kustomize.RenderAsync(_folder.FullName);
    }
}
