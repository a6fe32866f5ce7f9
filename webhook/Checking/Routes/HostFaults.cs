using System.Text.Json.Nodes;
using CanaryMesh.Api.Templates;
using CanaryMesh.Api.Values;

namespace CanaryMesh.Webhook.Checking.Routes;

/// <summary>Hosts that the route of a Canary would take from other Services.</summary>
internal static class HostFaults
{
    private static readonly string[] AtGateway = ["gateway"];

    public static void Find(JsonObject canary, string ns, IReadOnlyCollection<string> allowed, Findings found)
    {
        var service = canary.At("spec", "service");
        var provider = canary.Text("spec", "provider");
        if (!Providers.IsByRoute(provider))
        {
            return;
        }

        // An HTTPRoute has hosts at its gateways alone.
        var gateways = provider == Providers.Istio ? Texts(service, "gateways") : AtGateway;
        foreach (var refused in HostCheck.Refused(Texts(service, "hosts"), gateways, ApexName.Of(canary), ns, allowed))
        {
            found.Add("spec.service.hosts", $"{ShownText.Of(refused.Host)} {refused.Why}");
        }
    }

    private static IReadOnlyList<string> Texts(JsonNode? service, string list) => [.. (service.At(list) as JsonArray ?? []).Select(each => each.Text()).OfType<string>()];
}
