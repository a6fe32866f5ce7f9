using System.Globalization;

namespace CanaryMesh.Support.Processes;

/// <summary>The processes below one of ours, read from /proc, so that no signal ever goes to a stranger.</summary>
public static class ProcessTree
{
    public static IReadOnlyList<int> Below(int ancestor, string program)
    {
        var parents = Parents();
        return [.. parents.Keys.Where(pid => IsBelow(parents, pid, ancestor) && Program(pid).EndsWith(program, StringComparison.Ordinal))];
    }

    public static async Task SignalAsync(int pid, string signal, CancellationToken cancel) =>
        (await Command.RunAsync("kill", [$"-{signal}", pid.ToString(CultureInfo.InvariantCulture)], new Dictionary<string, string>(), null, cancel)).EnsureSuccess();

    /// <summary>The environment that a process began with, as NAME=VALUE; empty once it has ended.</summary>
    public static IReadOnlyList<string> EnvironmentOf(int pid) => Read($"/proc/{pid.ToString(CultureInfo.InvariantCulture)}/environ").Split('\0');

    private static bool IsBelow(Dictionary<int, int> parents, int pid, int ancestor)
    {
        for (var steps = 0; steps < 64 && parents.TryGetValue(pid, out var parent); steps++, pid = parent)
        {
            if (parent == ancestor)
            {
                return true;
            }
        }
        return false;
    }

    private static Dictionary<int, int> Parents()
    {
        Dictionary<int, int> parents = [];
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var pid) && ParentOf(folder) is { } parent)
            {
                parents[pid] = parent;
            }
        }
        return parents;
    }

    // The name in parentheses may itself hold spaces and parentheses: what follows the last one is regular.
    private static int? ParentOf(string folder) =>
        Read(Path.Combine(folder, "stat")) is { Length: > 0 } stat
        && stat[(stat.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries) is [_, var parent, ..]
            ? int.Parse(parent, CultureInfo.InvariantCulture)
            : null;

    private static string Program(int pid) => Read($"/proc/{pid}/cmdline").Split('\0')[0];

    private static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
