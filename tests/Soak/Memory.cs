using System.Globalization;
using CanaryMesh.Support;

namespace CanaryMesh.Soak;

/// <summary>Resident megabytes of each kind of process: the largest of a kind.</summary>
internal static class Memory
{
    private const double GrowthAllowed = 1.5;
    private const double SlackMegabytes = 30;

    public static Dictionary<string, double> Read(TestCluster cluster) => new[] { "canarymesh-analyzer", "canarymesh-webhook", "canarymesh-proxy", "canarymesh-cluster" }
        .ToDictionary(kind => kind, kind => cluster.Processes(kind).Select(Resident).DefaultIfEmpty(0).Max());

    public static bool IsFlat(double start, double end) => end <= Math.Max(start * GrowthAllowed, start + SlackMegabytes);

    private static double Resident(int process)
    {
        try
        {
            var line = File.ReadLines($"/proc/{process}/status").FirstOrDefault(each => each.StartsWith("VmRSS:", StringComparison.Ordinal));
            return line is null ? 0 : double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
