using System.Diagnostics;

namespace CanaryMesh.Cluster.Golden;

/// <summary>An embedded cluster with everything records need.</summary>
public sealed class GoldenStage : IAsyncDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(4);

    private readonly EmbeddedCluster cluster;
    private readonly GoldenReplay replay;
    private readonly string records;
    private readonly string folder;

    private GoldenStage(EmbeddedCluster cluster, string records, string folder, GoldenReplay replay)
    {
        this.cluster = cluster;
        this.records = records;
        this.folder = folder;
        this.replay = replay;
    }

    /// <summary>Starts the cluster; definitions are looked for in the folder crds beside the records.</summary>
    public static Task<GoldenStage> StartAsync(string records) => StartAsync(records, Mistakes.None);

    internal static async Task<GoldenStage> StartAsync(string records, Mistakes mistakes)
    {
        var folder = Directory.CreateTempSubdirectory("canarymesh-golden-").FullName;
        var cluster = await EmbeddedCluster.StartAsync(new EmbeddedClusterOptions { StateFolder = Path.Combine(folder, "node"), Mistakes = mistakes });
        var kubeconfig = Path.Combine(folder, "kubeconfig");
        await File.WriteAllTextAsync(kubeconfig, cluster.Server.WriteKubeconfig());
        var has = new HashSet<string> { "controllers", "node", "webhook", "version-1-expired", "mutating-admission-policy" };
        if (Runs(new GoldenTarget(cluster.Server.Address, "", "", "", "").Kubectl))
        {
            has.Add("kubectl");
        }

        foreach (var file in GoldenFolder.Definitions(records))
        {
            await cluster.Server.InstallAsync(await File.ReadAllTextAsync(file));
            has.Add("crds/" + Path.GetFileName(file));
        }

        var target = new GoldenTarget(cluster.Server.Address, cluster.Server.CertificateAuthorityPem, cluster.Server.AdminToken, kubeconfig, "local") { Has = has };
        return new GoldenStage(cluster, records, folder, await GoldenReplay.StartAsync(target));
    }

    /// <summary>Replays one record; whatever is wrong with it, the others go on.</summary>
    public async Task<GoldenOutcome> ReplayAsync(string id, CancellationToken cancel = default)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(Longest);
        try
        {
            var record = await GoldenReplay.ReadAsync(GoldenFolder.FileOf(records, id));
            var missing = replay.Missing(record);
            return new GoldenOutcome(id, missing.Count > 0 ? "needs " + string.Join(", ", missing) : await replay.RunAsync(record, limit.Token));
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            return new GoldenOutcome(id, $"cannot be replayed: {fault.GetType().Name}: {fault.Message}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await replay.DisposeAsync();
        await cluster.DisposeAsync();
        Directory.Delete(folder, recursive: true);
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
