namespace CanaryMesh.Demo;

/// <summary>Puts the logs of every container, also of pods long gone, beside those of the cluster.</summary>
internal static class PodLogs
{
    public static void Collect(string folder)
    {
        var state = Path.Combine(folder, "state");
        if (!Directory.Exists(state))
        {
            return;
        }
        var logs = Directory.CreateDirectory(Path.Combine(folder, "logs")).FullName;
        foreach (var log in Directory.EnumerateFiles(state, "*.log", SearchOption.AllDirectories))
        {
            File.Copy(log, Path.Combine(logs, Path.GetRelativePath(state, log).Replace(Path.DirectorySeparatorChar, '_')), overwrite: true);
        }
    }
}
