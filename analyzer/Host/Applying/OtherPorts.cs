using System.Globalization;
using System.Text.Json.Nodes;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Applying;

/// <summary>portDiscovery: the ports of a target's containers but for the one that its Service has already, named as Flagger names them.</summary>
internal static class OtherPorts
{
    private static readonly string[] Meshes = ["istio-proxy", "envoy"];

    // Of a Service's port, as of any DNS label; a container's name alone may have as many.
    private const int LongestName = 63;

    public static IEnumerable<JsonNode> Of(JsonObject target, int port, JsonObject main)
    {
        var used = new HashSet<string?> { main.Text("name") };
        foreach (var (entry, name) in Found(target, port, main["targetPort"]!))
        {
            var number = entry.Number("containerPort")!.Value;
            yield return new JsonObject
            {
                ["name"] = Candidates(name, number).First(each => each.Length <= LongestName && used.Add(each)),
                ["protocol"] = "TCP",
                ["port"] = number,
                ["targetPort"] = number,
            };
        }
    }

    private static IEnumerable<(JsonObject Entry, string Name)> Found(JsonObject target, int port, JsonNode targetPort) => target.Objects("spec", "template", "spec", "containers")
        .Where(container => !Meshes.Contains(container.Text("name")))
        .SelectMany(container => container.Objects("ports").Select((entry, index) => (Entry: entry, Name: Name(container, entry, index))))
        .Where(each => (each.Entry.Text("protocol") ?? "TCP") == "TCP" && each.Entry.Number("containerPort") is { } number && number != port && !IsTarget(each.Entry, targetPort))
        .DistinctBy(each => each.Entry.Number("containerPort"));

    // Containers may each have a port of the same name, a Service may not.
    private static IEnumerable<string> Candidates(string name, int number)
    {
        yield return name;
        yield return string.Create(CultureInfo.InvariantCulture, $"tcp-{number}");
        for (var again = 2; ; again++)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"tcp-{number}-{again}");
        }
    }

    private static bool IsTarget(JsonObject entry, JsonNode target) => entry.Text("name") is { } name && name == target.Text() || entry.Number("containerPort") == target.Number();

    // A name of ours comes and goes with the plan.
    private static string Name(JsonObject container, JsonObject entry, int index) => entry.Text("name") is { Length: > 0 } name && !Ports.IsOurs(name)
        ? name
        : string.Create(CultureInfo.InvariantCulture, $"tcp-{container.Text("name")}-{index}");
}
