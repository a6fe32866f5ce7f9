using System.Globalization;

namespace CanaryMesh.Soak;

/// <summary>What /proc says of a process; empty or null once it is gone.</summary>
internal static class ProcessFacts
{
    public static string? Variable(int process, string name) => Read(process, "environ")
        .Split('\0').FirstOrDefault(each => each.StartsWith(name + "=", StringComparison.Ordinal))?[(name.Length + 1)..];

    public static double? ResidentMegabytes(int process) =>
        Read(process, "status").Split('\n').FirstOrDefault(each => each.StartsWith("VmRSS:", StringComparison.Ordinal)) is { } line
            ? double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024
            : null;

    private static string Read(int process, string file)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/{file}");
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
