using System.Runtime.InteropServices;

namespace CanaryMesh.LoadTester.Commands;

/// <summary>Signals to a command and everything it started.</summary>
internal static partial class ProcessGroup
{
    private const int Terminate = 15;
    private const int KillAtOnce = 9;

    public static void Ask(int leader) => Signal(leader, Terminate);

    public static void Kill(int leader) => Signal(leader, KillAtOnce);

    /// <summary>Once the leader has ended: its number may be another's by now, the group's is not while anybody is in it.</summary>
    public static void KillRest(int leader) => _ = Send(-leader, KillAtOnce);

    // A leader that is not yet one, so early in its life, is reached by its own number.
    private static void Signal(int leader, int signal)
    {
        if (Send(-leader, signal) != 0)
        {
            _ = Send(leader, signal);
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int Send(int process, int signal);
}
