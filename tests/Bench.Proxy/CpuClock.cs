using System.Runtime.InteropServices;

namespace CanaryMesh.Bench.Proxy;

/// <summary>The kernel's CPU clock of another process, all threads, in nanoseconds: /proc counts in steps of 10 ms.</summary>
internal static partial class CpuClock
{
    private const int ScheduledTime = 2;

    public static double Microseconds(int process) =>
        GetTime((~process << 3) | ScheduledTime, out var time) == 0
            ? (time.Seconds * 1e6) + (time.Nanoseconds / 1e3)
            : throw new InvalidOperationException($"no CPU clock of process {process}");

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int GetTime(int clock, out CpuTime time);
}
