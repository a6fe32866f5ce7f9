using CanaryMesh.Proxy.Guard;
using CanaryMesh.Proxy.Telemetry;

namespace CanaryMesh.Proxy.Routing;

/// <summary>How one split listener draws under one policy, with the counters that belong to it.</summary>
internal sealed class SplitTable
{
    /// <summary>Share really drawn with, 0–100; zero without canaries.</summary>
    public required uint Weight { get; init; }

    /// <summary>Share in force, 0–100: the same, or that of the lanes where only they lead to the canary.</summary>
    public required uint Effective { get; init; }

    /// <summary>What comes before the draw; null on the plain path.</summary>
    public ChoiceRules? Rules { get; init; }

    public required Backend[] Canaries { get; init; }

    public required SideCounter Own { get; init; }

    public required SideCounter Canary { get; init; }

    /// <summary>Takes the outcomes of what is drawn; null if nothing is watched.</summary>
    public GuardWatch? Watched { get; init; }

    /// <summary>Requests that lanes and cookies kept on a side; there are some only with rules.</summary>
    public KeptCounters? Kept { get; init; }
}
