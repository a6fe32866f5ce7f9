using CanaryMesh.Analyzer.Rollouts;

namespace CanaryMesh.Analyzer.Planning;

/// <summary>A look that no request of the version stands behind: it says so with the numbers, and what to do.</summary>
internal static class NoTraffic
{
    /// <summary>The sentence; null if requests came, or nobody counted.</summary>
    internal static string? Of(RolloutObservation seen) => seen.Traffic is { Canary: 0 } traffic
        ? $"Halt {Draft.Name(seen)} advancement: 0 requests reached version {Draft.Short(seen.Status.Trial)} in the last {traffic.Span.TotalSeconds:0} s at weight {seen.Weight}, "
            + $"{traffic.Primary} the primary; {WhatToDo(seen)}"
        : null;

    private static string WhatToDo(RolloutObservation seen) => seen switch
    {
        { Weight: 0 } => "no user meets it yet: call a load tester from a rollout hook, or set analysis.mirror",
        { Spec.Traffic.LanesOnly: true } => "send requests that analysis.match leads there, or call a load tester from a rollout hook",
        _ => "send traffic, call a load tester from a rollout hook, or lead requests there with analysis.match",
    };
}
