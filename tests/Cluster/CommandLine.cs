using System.Globalization;
using System.Runtime.InteropServices;
using CanaryMesh.Cluster.Golden;

namespace CanaryMesh.Cluster;

/// <summary>The cluster as a program of its own.</summary>
internal static class CommandLine
{
    private const string Usage = """
        usage: canarymesh-cluster [--port PORT] [--state FOLDER] [--images FILE] [--kubeconfig FILE] [--node NAME] [--crash-delay-limit SECONDS] [--network-log LEVEL]
               canarymesh-cluster golden FOLDER [GROUPS]
        """;

    public static async Task<int> RunAsync(string[] args)
    {
        switch (args)
        {
            case ["golden", var folder]:
                return await GoldenCommand.RunAsync(folder);
            case ["golden", var folder, var filter]:
                return await GoldenCommand.RunAsync(folder, filter);
        }

        if (Read(args) is not { } given)
        {
            await Console.Error.WriteLineAsync(Usage);
            return 2;
        }

        await ServeAsync(given);
        return 0;
    }

    private static Dictionary<string, string>? Read(string[] args)
    {
        string[] known = ["--port", "--state", "--images", "--kubeconfig", "--node", "--crash-delay-limit", "--network-log"];
        var given = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i + 1 < args.Length && known.Contains(args[i]); i += 2)
        {
            given[args[i]] = args[i + 1];
        }

        return given.Count * 2 == args.Length ? given : null;
    }

    private static async Task ServeAsync(Dictionary<string, string> given)
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var term = PosixSignalRegistration.Create(PosixSignal.SIGTERM, c => End(c, ended));
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, c => End(c, ended));
        var network = Enum.Parse<LogLevel>(given.GetValueOrDefault("--network-log", nameof(LogLevel.Information)));
        using var logs = LoggerFactory.Create(log => log.SetMinimumLevel(LogLevel.Debug).AddFilter((category, level) =>
            level >= (category == typeof(Network.ServiceNetwork).FullName ? network : LogLevel.Information)).AddSimpleConsole(line =>
        {
            line.SingleLine = true;
            line.TimestampFormat = "HH:mm:ss.fff ";
        }));
        var options = new EmbeddedClusterOptions
        {
            Port = int.Parse(given.GetValueOrDefault("--port", "0"), CultureInfo.InvariantCulture),
            ImageMap = given.GetValueOrDefault("--images"),
            NodeName = given.GetValueOrDefault("--node", "local"),
            CrashDelayLimit = TimeSpan.FromSeconds(int.Parse(given.GetValueOrDefault("--crash-delay-limit", "300"), CultureInfo.InvariantCulture)),
            Logs = logs,
        };
        options = given.TryGetValue("--state", out var state) ? options with { StateFolder = Path.GetFullPath(state) } : options;
        await using var cluster = await EmbeddedCluster.StartAsync(options);
        if (cluster.Node?.Obstacle is { } obstacle)
        {
            await Console.Error.WriteLineAsync("pods cannot run: " + obstacle);
        }

        if (given.TryGetValue("--kubeconfig", out var kubeconfig))
        {
            await WriteAsync(kubeconfig, cluster.Server.WriteKubeconfig());
        }

        using var outage = new ApiOutage(cluster.Server, logs.CreateLogger("outage"));
        Console.WriteLine(cluster.Server.Address);
        await ended.Task;
    }

    private static void End(PosixSignalContext signal, TaskCompletionSource ended)
    {
        signal.Cancel = true;
        ended.TrySetResult();
    }

    /// <summary>Whole or not at all: others wait for the file to appear.</summary>
    private static async Task WriteAsync(string path, string text)
    {
        var part = path + ".part";
        await File.WriteAllTextAsync(part, text);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(part, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        File.Move(part, path, overwrite: true);
    }
}
