using System.Diagnostics;
using System.Globalization;

namespace CanaryMesh.Analyzer.Applying;

/// <summary>Ends the process, as kill -9 would, after so many actions: how the tests show that a tick may be cut off anywhere. Off by default.</summary>
internal sealed class ActionFuse(int? length)
{
    /// <summary>Environment variable with the number of actions.</summary>
    public const string Variable = "CANARYMESH_CRASH_AFTER_ACTIONS";

    private int _burnt;

    public static ActionFuse FromEnvironment() =>
        new(int.TryParse(Environment.GetEnvironmentVariable(Variable), CultureInfo.InvariantCulture, out var length) ? length : null);

    public void Burn()
    {
        if (length is { } whole && Interlocked.Increment(ref _burnt) >= whole)
        {
            Process.GetCurrentProcess().Kill();
        }
    }
}
