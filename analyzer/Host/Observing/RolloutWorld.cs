using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Applying;
using CanaryMesh.Analyzer.Control;
using CanaryMesh.Analyzer.NetworkPolicies;
using CanaryMesh.Analyzer.Planning;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Analyzer.Routing;
using CanaryMesh.Api.Plans;

namespace CanaryMesh.Analyzer.Observing;

/// <summary>The raw objects that one tick read, for the applier to build on; the planner sees only <see cref="Seen"/>.</summary>
internal sealed record RolloutWorld
{
    public required JsonObject Canary { get; init; }

    public required RolloutObservation Seen { get; init; }

    public JsonObject? Target { get; init; }

    public JsonObject? Copy { get; init; }

    public IReadOnlyList<ReplicaSetView> Sets { get; init; } = [];

    public IReadOnlyList<PodView> CopyPods { get; init; } = [];

    /// <summary>Services of the team that select the target's pods; while it leaves, those that it has to give back.</summary>
    public IReadOnlyList<JsonObject> Services { get; init; } = [];

    /// <summary>Those of them that are not to be steered, since they select pods without our proxies as well.</summary>
    public IReadOnlyList<JsonObject> Shared { get; init; } = [];

    /// <summary>The Service that the spec asks for; null if it asks for none.</summary>
    public JsonObject? WantedApex { get; init; }

    public IReadOnlyList<ApexPort> Apex { get; init; } = [];

    /// <summary>Ports of the Services of both sides.</summary>
    public IReadOnlyList<SidePort> Sides { get; init; } = [];

    /// <summary>The route objects; null where the proxies split.</summary>
    public RouteWorld? Route { get; init; }

    public PortPlan Plan { get; init; } = new() { V = 1 };

    /// <summary>What the present configuration of the pods asks the plan to name; null if it names that already.</summary>
    public IReadOnlyDictionary<string, string>? Config { get; init; }

    public LabelRewrite? Labels { get; init; }

    /// <summary>The NetworkPolicies that the copy asks for.</summary>
    public PolicyWorld Policies { get; init; } = PolicyWorld.Nothing;

    /// <summary>What was asked of the proxies, what they say and what they counted.</summary>
    public BoardObservation Board { get; init; } = BoardObservation.Nothing;
}
