using System.Text.Json.Nodes;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Plans;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Webhook.Injection;

/// <summary>Takes the Service's port name over: the app's own entry of that name gets the split listener's number, since a name that a
/// sidecar carries loses to the app's. The old number stays under a name of ours.</summary>
internal static class PortRenumbering
{
    public static void Apply(JsonObject container, IReadOnlyList<PlannedPort> planned)
    {
        var ports = container.ListWithin("ports");
        foreach (var port in planned)
        {
            var entry = container.Objects("ports").FirstOrDefault(each => each.Text("name") == port.Name);
            if (entry is null)
            {
                ports.Add(Entry(port.Name, port.Split));
            }
            else
            {
                entry["containerPort"] = port.Split;
            }

            if (!container.Objects("ports").Any(each => each.Number("containerPort") == port.App && (each.Text("protocol") ?? "TCP") == "TCP"))
            {
                ports.Add(Entry(Ports.AppName(port.App), port.App));
            }
        }

        ProbePorts.Rewrite(container, planned.ToDictionary(port => port.Name, port => port.App, StringComparer.Ordinal));
    }

    private static JsonObject Entry(string name, int number) => new() { ["name"] = name, ["containerPort"] = number, ["protocol"] = "TCP" };
}
