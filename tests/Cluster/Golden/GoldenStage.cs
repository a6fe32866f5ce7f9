using System.Diagnostics;

namespace CanaryMesh.Cluster.Golden;

/// <summary>An embedded cluster with everything records need.</summary>
public sealed class GoldenStage : IAsyncDisposable
{
    private readonly EmbeddedCluster cluster;
    private readonly string folder;

    private GoldenStage(EmbeddedCluster cluster, string folder, GoldenReplay replay)
    {
        this.cluster = cluster;
        this.folder = folder;
        Replay = replay;
    }

    public GoldenReplay Replay { get; }

    /// <summary>Starts the cluster; definitions are looked for in the folder crds beside the records.</summary>
    public static async Task<GoldenStage> StartAsync(string records)
    {
        var folder = Directory.CreateTempSubdirectory("canarymesh-golden-").FullName;
        var cluster = await EmbeddedCluster.StartAsync(new EmbeddedClusterOptions { StateFolder = Path.Combine(folder, "node") });
        var kubeconfig = Path.Combine(folder, "kubeconfig");
        await File.WriteAllTextAsync(kubeconfig, cluster.Server.WriteKubeconfig());
        var has = new HashSet<string> { "controllers", "node", "webhook", "version-1-expired", "mutating-admission-policy" };
        if (Runs(new GoldenTarget(cluster.Server.Address, "", "", "", "").Kubectl))
        {
            has.Add("kubectl");
        }

        foreach (var file in DefinitionFiles(records))
        {
            await cluster.Server.InstallAsync(await File.ReadAllTextAsync(file));
            has.Add("crds/" + Path.GetFileName(file));
        }

        var target = new GoldenTarget(cluster.Server.Address, cluster.Server.CertificateAuthorityPem, cluster.Server.AdminToken, kubeconfig, "local") { Has = has };
        return new GoldenStage(cluster, folder, await GoldenReplay.StartAsync(target));
    }

    public async ValueTask DisposeAsync()
    {
        await Replay.DisposeAsync();
        await cluster.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private static IEnumerable<string> DefinitionFiles(string records)
    {
        string[] places = [Path.Combine(records, "crds"), Path.Combine(records, "..", "crds")];
        return places.Where(Directory.Exists).Take(1).SelectMany(p => Directory.EnumerateFiles(p, "*.yaml"));
    }

    private static bool Runs(string program)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, "version --client") { RedirectStandardOutput = true, RedirectStandardError = true });
            process?.WaitForExit();
            return process?.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
