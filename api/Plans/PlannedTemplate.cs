using System.Text.Json.Nodes;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Api.Plans;

/// <summary>Puts a plan on a pod template and takes it off again: our label, the annotation, the steering names.</summary>
public static class PlannedTemplate
{
    /// <summary>Writes label, plan and port names into the template, in place; writing twice changes nothing.</summary>
    public static void Apply(JsonObject template, PortPlan plan)
    {
        var metadata = template.Within("metadata");
        metadata.Within("labels")[AnnotationNames.Track] = AnnotationNames.Primary;
        metadata.Within("annotations")[AnnotationNames.Plan] = plan.ToJson();
        foreach (var port in plan.Ports)
        {
            if (template.Objects("spec", "containers").FirstOrDefault(each => each.Text("name") == port.Container) is { } container)
            {
                NameEntry(container, port);
            }
        }
    }

    /// <summary>Takes label, plan, the proxy's settings and port names of ours off the template, in place.</summary>
    public static void Remove(JsonObject template)
    {
        var plan = PortPlan.OfTemplate(template);
        (template.At("metadata", "labels") as JsonObject)?.Remove(AnnotationNames.Track);
        RemoveAnnotations(template);
        foreach (var container in template.Objects("spec", "containers"))
        {
            foreach (var entry in container.Objects("ports").Where(each => Ports.IsOurs(each.Text("name"))).ToList())
            {
                entry.Remove("name");
                if (plan?.Ports.Any(each => each.Added && each.App == entry.Number("containerPort")) == true)
                {
                    (container["ports"] as JsonArray)!.Remove(entry);
                }
            }
        }
    }

    private static void RemoveAnnotations(JsonObject template)
    {
        if (template.At("metadata", "annotations") is JsonObject annotations)
        {
            foreach (var key in annotations.Select(pair => pair.Key)
                .Where(key => key == AnnotationNames.Plan || key.StartsWith(AnnotationNames.ProxyPrefix, StringComparison.Ordinal)).ToList())
            {
                annotations.Remove(key);
            }
        }
    }

    // A second entry of the same number would break server-side apply's list keys: an entry that is there is only ever named.
    private static void NameEntry(JsonObject container, PlannedPort port)
    {
        if (container.Objects("ports").Any(entry => entry.Text("name") == port.Name))
        {
            return;
        }

        var entry = container.Objects("ports").FirstOrDefault(each => each.Number("containerPort") == port.App && (each.Text("protocol") ?? "TCP") == "TCP");
        if (entry is null && Ports.IsOurs(port.Name))
        {
            container.ListWithin("ports").Add((JsonNode)new JsonObject { ["name"] = port.Name, ["containerPort"] = port.App, ["protocol"] = "TCP" });
        }
        else if (entry is not null && entry.Text("name") is null or "")
        {
            entry["name"] = port.Name;
        }
    }
}
