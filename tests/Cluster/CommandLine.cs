using System.Globalization;
using CanaryMesh.Cluster.Golden;

namespace CanaryMesh.Cluster;

/// <summary>The cluster as a program of its own.</summary>
internal static class CommandLine
{
    public static async Task<int> RunAsync(string[] args)
    {
        switch (args)
        {
            case ["serve", var port, var kubeconfig]:
                await ServeAsync(int.Parse(port, CultureInfo.InvariantCulture), kubeconfig);
                return 0;
            case ["--state", var state, "--images", var images, "--kubeconfig", var kubeconfig]:
                await RunCommand.RunAsync(new EmbeddedClusterOptions { StateFolder = state, ImageMap = images }, kubeconfig);
                return 0;
            case ["golden", var folder]:
                return await GoldenCommand.RunAsync(folder);
            case ["golden", var folder, var filter]:
                return await GoldenCommand.RunAsync(folder, filter);
            default:
                await Console.Error.WriteLineAsync("usage: canarymesh-cluster serve PORT KUBECONFIG | --state FOLDER --images FILE --kubeconfig FILE | golden FOLDER [GROUPS]");
                return 2;
        }
    }

    private static async Task ServeAsync(int port, string kubeconfig)
    {
        using var ended = new CancellationTokenSource();
        Console.CancelKeyPress += (_, e) =>
        {
            e.Cancel = true;
            ended.Cancel();
        };
        await using var cluster = await EmbeddedCluster.StartAsync(new EmbeddedClusterOptions { Port = port });
        var server = cluster.Server;
        await File.WriteAllTextAsync(kubeconfig, server.WriteKubeconfig());
        Console.WriteLine(server.Address);
        try
        {
            await Task.Delay(Timeout.Infinite, ended.Token);
        }
        catch (OperationCanceledException)
        {
            Console.WriteLine("stopped");
        }
    }
}
