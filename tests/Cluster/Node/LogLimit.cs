namespace CanaryMesh.Cluster.Node;

/// <summary>Empties logs that have grown too long. Containers append, so they go on at the new end.</summary>
internal static class LogLimit
{
    private const long Longest = 64 << 20;
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(10);

    public static async Task KeepAsync(NodeOptions options, CancellationToken cancel)
    {
        var folder = Directory.CreateDirectory(Path.Combine(options.StateFolder, "logs"));
        while (!cancel.IsCancellationRequested)
        {
            foreach (var log in folder.EnumerateFiles("*.log", SearchOption.AllDirectories).Where(log => log.Length > Longest))
            {
                using var file = log.Open(FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
                file.SetLength(0);
            }

            await Task.Delay(Period, options.Time, cancel).ConfigureAwait(false);
        }
    }
}
