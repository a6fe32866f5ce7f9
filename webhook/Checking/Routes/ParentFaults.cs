using System.Globalization;
using System.Text.Json.Nodes;
using CanaryMesh.Api.Templates;
using CanaryMesh.Api.Values;

namespace CanaryMesh.Webhook.Checking.Routes;

/// <summary>Services of others that the HTTPRoute of a Canary would be attached to.</summary>
internal static class ParentFaults
{
    public static void Find(JsonObject canary, string ns, Findings found)
    {
        var parents = canary.Text("spec", "provider") == Providers.GatewayApi ? canary.At("spec", "service", "gatewayRefs") as JsonArray ?? [] : [];
        for (var index = 0; index < parents.Count; index++)
        {
            var parent = parents[index];
            if (parent.Text("name") is { Length: > 0 } name && ParentCheck.Why(parent.Text("kind"), parent.Text("namespace"), name, ApexName.Of(canary), ns) is { } why)
            {
                found.Add(string.Create(CultureInfo.InvariantCulture, $"spec.service.gatewayRefs[{index}]"), why);
            }
        }
    }
}
