using CanaryMesh.Api.Reasons;

namespace CanaryMesh.Api.Plans;

/// <summary>What the planner made of a template and its Services.</summary>
public sealed record PortPlanning(PortPlan Plan, IReadOnlyList<UnsplitPort> Unsplit);

/// <summary>A Service port that is left alone; Service and port are empty where the reason concerns the whole workload. The detail
/// says what is there and what was looked for.</summary>
public sealed record UnsplitPort(string Service, string Port, Reason Reason, string Detail = "")
{
    /// <summary>One line for people.</summary>
    public string Sentence() =>
        $"{(Service.Length == 0 ? "nothing is split" : $"port {Port} of Service {Service} is not split")}: {Reason.Sentence}{(Detail.Length == 0 ? "" : $" ({Detail})")}";
}
