using System.Text.Json.Nodes;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Routing.Istio;

/// <summary>The rule of TCP: weights alone, since there is nothing else to tell connections apart by.</summary>
internal static class TcpRules
{
    private static readonly string[] Known = ["port", "gateways", "sourceLabels", "sourceNamespace", "sourceSubnet", "destinationSubnets"];

    public static bool Apply(RouteIntent intent) => string.Equals(intent.Service.Text("appProtocol"), "tcp", StringComparison.OrdinalIgnoreCase);

    public static IReadOnlyList<JsonObject> Of(RouteIntent intent, ServiceRule service)
    {
        var rule = new JsonObject();
        var match = service.Matches.Select(Connection).Where(each => each.Count > 0).ToList();
        if (match.Count > 0 && match.Count == service.Matches.Count)
        {
            rule["match"] = new JsonArray([.. match]);
        }

        rule["route"] = new Destinations(intent).Both(intent.Weight);
        return [rule];
    }

    private static JsonObject Connection(JsonObject match) =>
        new(match.Where(pair => Known.Contains(pair.Key)).Select(pair => KeyValuePair.Create(pair.Key, pair.Value?.DeepClone())));
}
