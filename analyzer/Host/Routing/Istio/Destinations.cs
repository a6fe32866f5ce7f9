using System.Text.Json.Nodes;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Routing.Istio;

/// <summary>The destinations of a rule. Weights are always written, also those of 0.</summary>
internal sealed class Destinations(RouteIntent intent)
{
    private const int Whole = 100;
    private const string Mesh = "mesh";

    public JsonArray Both(int weight, string? setPrimary = null, string? setCanary = null) =>
        new(To(intent.Primary, Whole - weight, setPrimary), To(intent.OnTrial, weight, setCanary));

    public JsonArray Primary() => new(To(intent.Primary, Whole, null));

    public JsonArray OnTrial() => new(To(intent.OnTrial, Whole, null));

    private JsonObject To(string host, int weight, string? cookie)
    {
        var destination = new JsonObject { ["host"] = host };
        if (NamesPort())
        {
            destination["port"] = new JsonObject { ["number"] = intent.Port };
        }

        var to = new JsonObject { ["destination"] = destination, ["weight"] = weight };
        if (cookie is not null)
        {
            to["headers"] = new JsonObject { ["response"] = new JsonObject { ["add"] = new JsonObject { ["Set-Cookie"] = cookie } } };
        }

        return to;
    }

    // A sidecar takes the port that was asked for; a gateway has another, and needs it where the Service has several.
    private bool NamesPort()
    {
        var service = intent.Service;
        var first = (service["gateways"] as JsonArray)?.FirstOrDefault();
        return service.Flag("portDiscovery") && (service.Flag("delegation") || ((string?)first ?? Mesh) != Mesh);
    }
}
