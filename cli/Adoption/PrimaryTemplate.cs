using System.Text.Json.Nodes;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Cli.Adoption;

/// <summary>The pod template of Flagger's primary as the target would have it: Flagger's rewriting undone.</summary>
internal static class PrimaryTemplate
{
    private const string Ending = "-primary";
    private const string FlaggerId = "flagger-id";

    internal static JsonObject Of(AdoptionFacts facts)
    {
        var template = (JsonObject)facts.Primary.At("spec", "template")!.DeepClone();
        foreach (var (key, _, target) in facts.Apart())
        {
            template.Within("metadata").Within("labels")[key] = target;
        }
        if (template.At("metadata", "annotations") is JsonObject annotations)
        {
            annotations.Remove(FlaggerId);
            if (annotations.Count is 0)
            {
                template.Within("metadata").Remove("annotations");
            }
        }
        var copies = facts.Configs.Where(each => facts.IsOurs(each.Said)).Select(each => each.Said.Text("metadata", "name")).OfType<string>().ToHashSet();
        foreach (var (holder, member) in References(template).ToList().Where(each => each.Holder.Text(each.Member) is { } name && copies.Contains(name)))
        {
            holder[member] = Plain(holder.Text(member)!);
        }
        Peers(template.At("spec", "affinity"), facts);
        Peers(template.At("spec", "topologySpreadConstraints"), facts);
        return template;
    }

    /// <summary>Whether the target has the version that the primary serves.</summary>
    internal static bool IsThatOf(AdoptionFacts facts) => facts.Target.At("spec", "template") is JsonObject own
        && TemplateHash.Of(own, [AnnotationNames.RestartedAt]) == TemplateHash.Of(Of(facts), [AnnotationNames.RestartedAt]);

    internal static string Plain(string name) => name.EndsWith(Ending, StringComparison.Ordinal) ? name[..^Ending.Length] : name;

    /// <summary>Where a template names ConfigMaps and Secrets.</summary>
    internal static IEnumerable<(JsonObject Holder, string Member)> References(JsonObject template)
    {
        foreach (var volume in template.Objects("spec", "volumes").SelectMany(each => each.Objects("projected", "sources").Prepend(each)))
        {
            foreach (var (source, member) in new[] { (volume["configMap"], "name"), (volume["secret"], volume["secret"]?["secretName"] is null ? "name" : "secretName") })
            {
                if (source is JsonObject holder)
                {
                    yield return (holder, member);
                }
            }
        }
        foreach (var container in template.Objects("spec", "containers").Concat(template.Objects("spec", "initContainers")))
        {
            var named = container.Objects("env").Select(each => each["valueFrom"]).SelectMany(each => new[] { each.At("configMapKeyRef"), each.At("secretKeyRef") })
                .Concat(container.Objects("envFrom").SelectMany(each => new[] { each["configMapRef"], each["secretRef"] }));
            foreach (var holder in named.OfType<JsonObject>())
            {
                yield return (holder, "name");
            }
        }
    }

    // Flagger renames the target where a rule about peers names it.
    private static void Peers(JsonNode? node, AdoptionFacts facts)
    {
        switch (node)
        {
            case JsonObject map:
                foreach (var (key, child) in map.ToList())
                {
                    if (child is JsonValue value && value.TryGetValue<string>(out var text) && text == facts.PrimaryName)
                    {
                        map[key] = facts.TargetName;
                    }
                    Peers(child, facts);
                }
                break;
            case JsonArray list:
                for (var at = 0; at < list.Count; at++)
                {
                    if (list[at] is JsonValue value && value.TryGetValue<string>(out var text) && text == facts.PrimaryName)
                    {
                        list[at] = facts.TargetName;
                    }
                    Peers(list[at], facts);
                }
                break;
        }
    }
}
