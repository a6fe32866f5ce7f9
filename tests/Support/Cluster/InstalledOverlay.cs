namespace CanaryMesh.Support.Cluster;

/// <summary>The overlay for this cluster with this run's metrics server: a kustomization like one a team would write on top of ours.</summary>
public static class InstalledOverlay
{
    public static string Write(string folder, Uri metricsServer)
    {
        var overlay = Directory.CreateDirectory(Path.Combine(folder, "overlay")).FullName;
        var below = Path.GetRelativePath(overlay, RealCluster.IsAsked ? RealCluster.Manifests : Path.Combine(Repository.Manifests, "overlays", "embedded"));
        File.WriteAllText(Path.Combine(overlay, "kustomization.yaml"), Kustomization(below, metricsServer));
        return overlay;
    }

    /// <summary>The same on top of one of the shipped overlays.</summary>
    public static string WriteOn(string shipped, string folder, Uri metricsServer)
    {
        var overlays = Path.Combine(Repository.Manifests, "overlays");
        var overlay = Directory.CreateDirectory(Path.Combine(folder, "overlay")).FullName;
        string[] ours = ["settings.yaml", "replicas.yaml"];
        foreach (var file in ours)
        {
            File.Copy(Path.Combine(overlays, "embedded", file), Path.Combine(overlay, file));
        }
        var below = Path.GetRelativePath(overlay, Path.Combine(overlays, shipped));
        var lines = string.Concat(ours.Select(file => $"\n  - path: {file}"));
        File.WriteAllText(Path.Combine(overlay, "kustomization.yaml"), Kustomization(below, metricsServer).Replace("\npatches:", $"\npatches:{lines}", StringComparison.Ordinal));
        return overlay;
    }

    private static string Kustomization(string below, Uri metricsServer) => $$"""
        apiVersion: kustomize.config.k8s.io/v1beta1
        kind: Kustomization
        resources:
          - {{below}}
        patches:
          - target: {kind: ConfigMap, name: canarymesh}
            patch: |
              apiVersion: v1
              kind: ConfigMap
              metadata: {name: canarymesh}
              data:
                metrics-server: "{{metricsServer.ToString().TrimEnd('/')}}"
                scrape-interval: 1s
        """;
}
