using System.Text.Json.Nodes;
using CanaryMesh.Api.Policies;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Cli.Preflight.Rules;

/// <summary>Which ports NetworkPolicies leave open, whoever may use them.</summary>
internal static class PolicyPorts
{
    /// <summary>The first policy that closes a direction of these pods, if none of them opens the port in it; else null.</summary>
    internal static string? Closing(IEnumerable<JsonObject> policies, PolicyDirection direction, JsonObject template, int port, IReadOnlyDictionary<string, int> names)
    {
        var closing = policies.Where(each => PolicyRules.Limits(each, direction, template.At("metadata", "labels"))).ToList();
        return closing is [] || closing.SelectMany(each => PolicyRules.Of(each, direction)).Any(rule => PolicyRules.Admits(rule, port, names))
            ? null
            : closing[0].Text("metadata", "name");
    }
}
