namespace CanaryMesh.Support.Processes;

/// <summary>How much this machine was short of what its processes need, by the kernel's own count.</summary>
public static class Pressure
{
    private static readonly string[] Kinds = ["cpu", "memory", "io"];

    /// <summary>Share of the last ten seconds, minute and five minutes in which something waited, in percent; empty where the kernel does not count.</summary>
    public static string Now() => string.Join(
        "; ", Kinds.Select(kind => (kind, file: $"/proc/pressure/{kind}")).Where(each => File.Exists(each.file)).Select(each => $"{each.kind} {First(each.file)}"));

    private static string First(string file) => File.ReadLines(file).First().Split(" total=")[0];
}
