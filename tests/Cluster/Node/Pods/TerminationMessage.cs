using k8s.Models;

namespace CanaryMesh.Cluster.Node;

/// <summary>A container's last words: what it wrote into its termination log, or the end of its output where asked for.</summary>
internal static class TerminationMessage
{
    private const int Longest = 4096;
    private const int LongestFallback = 2048;
    private const int FallbackLines = 80;

    public static string? Read(V1Container container, ContainerPlan plan, int code)
    {
        var own = End(Path.Combine(plan.Folder, ContainerPlanner.TerminationLog), Longest);
        if (own.Length > 0 || code == 0 || container.TerminationMessagePolicy != "FallbackToLogsOnError")
        {
            return own.Length > 0 ? own : null;
        }

        var lines = End(plan.LogFile, LongestFallback).Split('\n');
        return string.Join('\n', lines.TakeLast(FallbackLines + 1));
    }

    private static string End(string path, int length)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            file.Seek(-Math.Min(length, file.Length), SeekOrigin.End);
            using var reader = new StreamReader(file);
            return reader.ReadToEnd();
        }
        catch (IOException)
        {
            return "";
        }
    }
}
