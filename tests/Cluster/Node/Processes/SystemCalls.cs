using System.Runtime.InteropServices;

namespace CanaryMesh.Cluster.Node;

/// <summary>What .NET has no call for.</summary>
internal static class SystemCalls
{
    /// <summary>False if there is no such process any more.</summary>
    public static bool Kill(int pid, PosixSignalNumber signal) => kill(pid, (int)signal) == 0;

    /// <summary>Gives a link another name in one step, in the place of what had that name. .NET moves no links that lead to folders.</summary>
    public static void Rename(string from, string to)
    {
        if (rename(from, to) != 0)
        {
            throw new IOException($"rename {from} to {to}: {Marshal.GetLastPInvokeErrorMessage()}");
        }
    }

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int rename([MarshalAs(UnmanagedType.LPUTF8Str)] string from, [MarshalAs(UnmanagedType.LPUTF8Str)] string to);

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int kill(int pid, int signal);
}
