using System.Globalization;

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
            default:
                await Console.Error.WriteLineAsync("usage: canarymesh-cluster serve PORT KUBECONFIG | --state FOLDER --images FILE --kubeconfig FILE");
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
        await using var server = await ClusterServer.StartAsync(port);
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
