using System.Globalization;
using System.Text.Json.Nodes;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Applying;

/// <summary>portDiscovery: the ports of a target's containers but for the one that its Service has already, named as Flagger names them.</summary>
internal static class OtherPorts
{
    private static readonly string[] Meshes = ["istio-proxy", "envoy"];

    public static IEnumerable<JsonNode> Of(JsonObject target, int port, JsonNode targetPort) => target.Objects("spec", "template", "spec", "containers")
        .Where(container => !Meshes.Contains(container.Text("name")))
        .SelectMany(container => container.Objects("ports").Select((entry, index) => (Entry: entry, Name: Name(container, entry, index))))
        .Where(each => (each.Entry.Text("protocol") ?? "TCP") == "TCP" && each.Entry.Number("containerPort") is { } number && number != port && !IsTarget(each.Entry, targetPort))
        .DistinctBy(each => each.Entry.Number("containerPort"))
        .Select(each => (JsonNode)new JsonObject
        {
            ["name"] = each.Name,
            ["protocol"] = "TCP",
            ["port"] = each.Entry.Number("containerPort"),
            ["targetPort"] = each.Entry.Number("containerPort"),
        });

    private static bool IsTarget(JsonObject entry, JsonNode target) => entry.Text("name") is { } name && name == target.Text() || entry.Number("containerPort") == target.Number();

    // A name of ours comes and goes with the plan.
    private static string Name(JsonObject container, JsonObject entry, int index) => entry.Text("name") is { Length: > 0 } name && !Ports.IsOurs(name)
        ? name
        : string.Create(CultureInfo.InvariantCulture, $"tcp-{container.Text("name")}-{index}");
}
