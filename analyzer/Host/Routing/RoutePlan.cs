namespace CanaryMesh.Analyzer.Routing;

/// <summary>Objects in the order in which they are to be written, or why none are.</summary>
internal sealed record RoutePlan(IReadOnlyList<RouteObject> Objects, IReadOnlyList<string> Faults)
{
    public static RoutePlan Refused(IReadOnlyList<string> faults) => new([], faults);
}
