using System.Runtime.InteropServices;

namespace CanaryMesh.Cluster.Node;

/// <summary>What .NET has no call for.</summary>
internal static class SystemCalls
{
    /// <summary>False if there is no such process any more.</summary>
    public static bool Kill(int pid, PosixSignalNumber signal) => kill(pid, (int)signal) == 0;

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int kill(int pid, int signal);
}
