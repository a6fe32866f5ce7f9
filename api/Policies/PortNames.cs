using System.Text.Json.Nodes;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Plans;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Api.Policies;

/// <summary>What the port names of a pod stand for: a NetworkPolicy may speak of them.</summary>
public static class PortNames
{
    /// <summary>As the team's template has them.</summary>
    public static IReadOnlyDictionary<string, int> Of(JsonObject template)
    {
        var names = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var entry in template.Objects("spec", "containers").Concat(template.Objects("spec", "initContainers")).SelectMany(each => each.Objects("ports")))
        {
            if (entry.Text("name") is { } name && entry.Number("containerPort") is { } number)
            {
                names[name] = number;
            }
        }

        return names;
    }

    /// <summary>As they are in a pod that the proxy was put into: a split port's own name leads to the proxy.</summary>
    public static IReadOnlyDictionary<string, int> Of(JsonObject template, PortPlan plan)
    {
        var names = new Dictionary<string, int>(Of(template), StringComparer.Ordinal);
        foreach (var port in plan.Ports)
        {
            names[port.Name] = port.Split;
            names[Ports.AppName(port.App)] = port.App;
            names[Ports.DirectName(port.App)] = port.Direct;
        }

        return names;
    }
}
