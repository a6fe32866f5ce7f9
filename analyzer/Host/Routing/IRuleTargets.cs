using System.Text.Json.Nodes;

namespace CanaryMesh.Analyzer.Routing;

/// <summary>Where rules lead, by a workload's three Services: those that lead to them alone are ours, all others are not.</summary>
internal interface IRuleTargets
{
    bool IsOurs(JsonObject rule);

    bool LeadsTo(JsonObject rule, string service);
}
