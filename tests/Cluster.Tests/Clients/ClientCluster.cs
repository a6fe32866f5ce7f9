using System.Diagnostics;
using System.Globalization;

namespace CanaryMesh.Cluster.Tests.Clients;

/// <summary>A cluster for programs that are not ours, with a kubeconfig and a folder for what they keep.</summary>
internal sealed class ClientCluster : IAsyncDisposable
{
    private readonly EmbeddedCluster cluster;

    private ClientCluster(EmbeddedCluster cluster, string folder)
    {
        this.cluster = cluster;
        Folder = folder;
    }

    public string Folder { get; }

    public string Kubeconfig => Path.Combine(Folder, "kubeconfig");

    public ClusterServer Server => cluster.Server;

    public static async Task<ClientCluster> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("cluster-clients-").FullName;
        var started = new ClientCluster(await EmbeddedCluster.StartAsync(new EmbeddedClusterOptions { StateFolder = Path.Combine(folder, "node") }), folder);
        await File.WriteAllTextAsync(started.Kubeconfig, started.Server.WriteKubeconfig());
        return started;
    }

    /// <summary>How many times over the loops run: more than once only where time is no matter.</summary>
    public static int Volume => int.TryParse(Environment.GetEnvironmentVariable("CANARYMESH_VOLUME"), NumberStyles.None, CultureInfo.InvariantCulture, out var times) && times > 0 ? times : 1;

    /// <summary>The program's path; a machine without it cannot show what the test is to show.</summary>
    public static string Need(string program)
    {
        var found = Folders().Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);
        Assert.True(found is not null, $"{program} is neither on the PATH nor in .tools/bin: make setup fetches it");
        return found!;
    }

    private static IEnumerable<string> Folders()
    {
        IEnumerable<string> folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries);
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            folders = folders.Append(Path.Combine(folder.FullName, ".tools", "bin"));
        }

        return folders;
    }

    /// <summary>Runs a program to its end and answers its exit code and all it said.</summary>
    public async Task<(int Exit, string Said)> RunAsync(string program, params IReadOnlyList<string> words)
    {
        using var process = Launch(program, words);
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await errors);
    }

    public Process Launch(string program, IReadOnlyList<string> words)
    {
        var start = new ProcessStartInfo(program, words) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["KUBECONFIG"] = Kubeconfig;
        foreach (var home in (ReadOnlySpan<string>)["HOME", "HELM_CACHE_HOME", "HELM_CONFIG_HOME", "HELM_DATA_HOME"])
        {
            start.Environment[home] = Folder;
        }

        return Process.Start(start)!;
    }

    public async ValueTask DisposeAsync()
    {
        await cluster.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }
}
