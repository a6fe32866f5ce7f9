using System.Runtime.InteropServices;

namespace CanaryMesh.Analyzer.Applying;

/// <summary>Ends the process at once, as kill -9 would, after each kind of action in each phase, the first time it is done: how the tests show
/// that a tick may be cut off anywhere. What was cut off after already stands in a file. Off by default.</summary>
internal sealed partial class ActionFuse(string? file)
{
    /// <summary>Environment variable with the file's path.</summary>
    public const string Variable = "CANARYMESH_CUT_OFF_AFTER_ACTIONS";

    private const int KilledStatus = 137;
    private readonly Lock _lock = new();

    public static ActionFuse FromEnvironment() => new(Environment.GetEnvironmentVariable(Variable));

    public void Burn(string phase, string action)
    {
        if (string.IsNullOrEmpty(file))
        {
            return;
        }

        lock (_lock)
        {
            var point = $"{phase} {action}";
            if (!File.Exists(file) || !File.ReadLines(file).Contains(point))
            {
                File.AppendAllText(file, point + "\n");
                ExitAtOnce(KilledStatus);
            }
        }
    }

    // The first process of a container cannot kill itself by signal, and an orderly exit would give the Lease back.
    [LibraryImport("libc", EntryPoint = "_exit")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial void ExitAtOnce(int status);
}
