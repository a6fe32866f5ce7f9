using System.Runtime.InteropServices;

namespace CanaryMesh.Cluster;

/// <summary>canarymesh-cluster --state FOLDER --images FILE --kubeconfig FILE: a whole cluster until it is told to end.</summary>
internal static class RunCommand
{
    public static async Task RunAsync(EmbeddedClusterOptions options, string kubeconfig)
    {
        using var ended = new CancellationTokenSource();
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
        using var logs = LoggerFactory.Create(log => log.AddSimpleConsole(line =>
        {
            line.SingleLine = true;
            line.TimestampFormat = "HH:mm:ss.fff ";
        }));
        await using var cluster = await EmbeddedCluster.StartAsync(options with { Logs = logs }, ended.Token);
        if (cluster.Node?.Obstacle is { } obstacle)
        {
            await Console.Error.WriteLineAsync($"no container can run here: {obstacle}");
        }

        await File.WriteAllTextAsync(kubeconfig, cluster.Server.WriteKubeconfig());
        Console.WriteLine($"the cluster answers at {cluster.Server.Address}; kubeconfig: {kubeconfig}");
        await Task.Delay(Timeout.Infinite, ended.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        void End(PosixSignalContext signal)
        {
            signal.Cancel = true;
            ended.Cancel();
        }
    }
}
