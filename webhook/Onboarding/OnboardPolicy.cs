using System.Text.Json.Nodes;
using CanaryMesh.Api.Annotations;
using CanaryMesh.Api.Configuration;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Plans;
using CanaryMesh.Api.Templates;
using CanaryMesh.Api.Values;
using CanaryMesh.Webhook.Holding;

namespace CanaryMesh.Webhook.Onboarding;

/// <summary>What an onboarded Deployment carries: mark, label, plan, port names; pure.</summary>
internal static class OnboardPolicy
{
    public static bool Concerns(JsonObject? old, JsonObject current) =>
        current.Annotation(AnnotationNames.Enabled) is not (null or "false") || ManagedMarks.IsManaged(current) || ManagedMarks.IsManaged(old);

    /// <summary>Whether the update touches what we check: an object that was stored with a fault is not refused for something else.</summary>
    public static bool ChangesOurs(JsonObject? old, JsonObject current) => IsHere(old, current) && !JsonNode.DeepEquals(Ours(old), Ours(current));

    // The sidecar's settings count for a target of a team's own Canary too; whoever leaves is not kept by a fault.
    private static bool IsHere(JsonObject? old, JsonObject current) => current.Annotation(AnnotationNames.Enabled) switch
    {
        null => old.Annotation(AnnotationNames.Enabled) is null && (ManagedMarks.IsManaged(current) || ManagedMarks.IsManaged(old)),
        "false" => false,
        _ => true,
    };

    public static IReadOnlyList<string> Faults(JsonObject current)
    {
        var faults = AnnotationFaults.Of(current);
        return current.Text("metadata", "name") is { Length: > SideNames.MostDeployment } name
            ? [.. faults, $"metadata.name: \"{ShownText.Of(name)}\" must have at most {SideNames.MostDeployment} characters, since the names of its ReplicaSets are longer"]
            : faults;
    }

    /// <summary>Whether the plan must be made anew: there is none, or what it was made from has changed.</summary>
    public static bool NeedsPlan(JsonObject? old, JsonObject desired)
    {
        var template = desired.At("spec", "template");
        return template is JsonObject map && (PortPlan.OfTemplate(map) is null
            || !JsonNode.DeepEquals(Sources(old.At("spec", "template") as JsonObject ?? []), Sources(map))
            || old.Annotation(AnnotationNames.Ports) != desired.Annotation(AnnotationNames.Ports));
    }

    /// <summary>A value of the switch that is no answer was either refused or stored while we were away: it onboards nothing.</summary>
    public static bool Onboards(JsonObject? old, JsonObject current) =>
        ManagedMarks.IsEnabled(current) || ManagedMarks.IsManaged(current) || ManagedMarks.IsManaged(old);

    /// <summary>The plan for a template; <paramref name="given"/> is the one that came with it, which may be our own answer, come round again.</summary>
    public static PortPlanning Plan(JsonObject template, IReadOnlyList<JsonObject> services, string? ports, PortPlan? given = null)
    {
        var planning = PortPlanner.Plan(
            template, services, ports?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [], PortPlan.OfTemplate(template));
        return planning with { Plan = planning.Plan with { Ports = [.. planning.Plan.Ports.Select(port => port with { Added = port.Added || IsAdded(given, port) })] } };
    }

    private static bool IsAdded(PortPlan? given, PlannedPort port) =>
        given?.Ports.Any(each => each.Added && each.Container == port.Container && each.App == port.App && each.Name == port.Name) == true;

    /// <summary>A Deployment made from another's manifest brings a plan whose snapshots need not exist here: its pods would wait for them without end.</summary>
    public static void ForgetConfiguration(JsonObject created)
    {
        if (created.At("spec", "template") is JsonObject template && PortPlan.OfTemplate(template) is { Config.Count: > 0 })
        {
            created["spec"]!["template"] = PlannedConfig.With(template, new Dictionary<string, string>());
        }
    }

    public static void Mark(JsonObject desired)
    {
        desired.Within("metadata").Within("annotations")[AnnotationNames.Managed] = "true";
        desired.Within("spec").Within("template").Within("metadata").Within("labels")[AnnotationNames.Track] = AnnotationNames.Primary;
    }

    /// <summary>An update that sets `bypass` never comes to hold: on a held target the hold ends here. True if it did.</summary>
    public static bool ReleaseBypassed(JsonObject old, JsonObject desired)
    {
        if (old.Annotation(AnnotationNames.Held) is null || !SafeSplit.Asked(old, desired, AnnotationNames.Bypass))
        {
            return false;
        }

        desired.Within("spec").Remove("paused");
        (desired.At("metadata", "annotations") as JsonObject)?.Remove(AnnotationNames.Held);
        return true;
    }

    /// <summary>The inject entry sees the pod alone: the sidecar's settings go with the template.</summary>
    public static void CopyProxySettings(JsonObject? old, JsonObject desired)
    {
        var template = desired.Within("spec").Within("template");
        foreach (var (key, _) in Proxy(old).Where(each => desired.Annotation(each.Key) is null && template.Annotation(each.Key) == each.Value))
        {
            (template.At("metadata", "annotations") as JsonObject)?.Remove(key);
        }

        foreach (var (key, value) in Proxy(desired))
        {
            template.Within("metadata").Within("annotations")[key] = value;
        }
    }

    private static List<(string Key, string? Value)> Proxy(JsonObject? deployment) =>
        [.. (deployment.At("metadata", "annotations") as JsonObject ?? [])
            .Where(pair => pair.Key.StartsWith(AnnotationNames.ProxyPrefix, StringComparison.Ordinal))
            .Select(pair => (pair.Key, deployment.Annotation(pair.Key)))];

    private static JsonObject Ours(JsonObject? deployment) => new(
        (deployment.At("metadata", "annotations") as JsonObject ?? [])
        .Where(pair => pair.Key.StartsWith(AnnotationNames.Prefix, StringComparison.Ordinal))
        .Select(pair => KeyValuePair.Create(pair.Key, pair.Value?.DeepClone())));

    private static JsonObject Sources(JsonObject template) => new()
    {
        ["labels"] = template.At("metadata", "labels")?.DeepClone(),
        ["hostNetwork"] = template.Flag("spec", "hostNetwork"),
        ["ports"] = Ports(template, "containers"),
        ["initPorts"] = Ports(template, "initContainers"),
        ["numbers"] = new JsonArray([.. DeclaredPorts.Of(template).Select(number => (JsonNode)number)]),
    };

    private static JsonArray Ports(JsonNode? template, string list) => new(
        [.. template.Objects("spec", list).Select(each => (JsonNode)new JsonObject { ["name"] = each.Text("name"), ["ports"] = each.At("ports")?.DeepClone() })]);
}
