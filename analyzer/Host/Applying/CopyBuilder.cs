using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Observing;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Applying;

/// <summary>The Deployment of the version on trial: the target's own pod template and nothing of its metadata, under labels that no selector
/// of the target finds.</summary>
internal static class CopyBuilder
{
    public static JsonObject Build(JsonObject target, JsonObject owner, LabelRewrite labels, string hash, int replicas)
    {
        var template = (JsonObject)target.At("spec", "template")!.DeepClone();
        Relabel(template, labels);
        (template.At("spec") as JsonObject)?.Remove("readinessGates");
        var selector = new JsonObject(SelectorLabels(target, labels).Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value)));
        return new()
        {
            ["apiVersion"] = "apps/v1",
            ["kind"] = "Deployment",
            ["metadata"] = Metadata(CopyName(target.Text("metadata", "name")!), target, owner, hash),
            ["spec"] = new JsonObject
            {
                ["replicas"] = replicas,
                ["revisionHistoryLimit"] = 0,
                ["progressDeadlineSeconds"] = target.Number("spec", "progressDeadlineSeconds") ?? 600,
                ["minReadySeconds"] = target.Number("spec", "minReadySeconds") ?? 0,
                ["selector"] = new JsonObject { ["matchLabels"] = selector },
                ["template"] = template,
            },
        };
    }

    /// <summary>Name of the copy of a target.</summary>
    public static string CopyName(string target) => SideNames.Copy(target);

    /// <summary>Labels by which the copy's pods are selected.</summary>
    public static IReadOnlyDictionary<string, string> SelectorLabels(JsonObject target, LabelRewrite labels)
    {
        var selected = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (target.At("spec", "selector", "matchLabels") is JsonObject match)
        {
            foreach (var (key, value) in match)
            {
                selected[key] = labels.Value(key, (string?)value ?? "");
            }
        }

        foreach (var key in labels.Keys)
        {
            if (target.At("spec", "template").Label(key) is { } value)
            {
                selected[key] = labels.Value(key, value);
            }
        }

        return selected;
    }

    /// <summary>Reference that makes an object ours, and gone with its Canary.</summary>
    public static JsonObject Owner(JsonObject canary) => new()
    {
        ["apiVersion"] = "flagger.app/v1beta1",
        ["kind"] = "Canary",
        ["name"] = canary.Text("metadata", "name"),
        ["uid"] = canary.Text("metadata", "uid"),
        ["controller"] = true,
        ["blockOwnerDeletion"] = true,
    };

    private static JsonObject Metadata(string name, JsonObject target, JsonObject owner, string hash) => new()
    {
        ["name"] = name,
        ["namespace"] = target.Text("metadata", "namespace"),
        ["labels"] = new JsonObject { [OurLabels.ManagedBy] = OurLabels.CanaryMesh, [AnnotationNames.Track] = AnnotationNames.Canary },
        ["annotations"] = new JsonObject { [AnnotationNames.Trial] = hash },
        ["ownerReferences"] = new JsonArray(Owner(owner)),
    };

    private static void Relabel(JsonObject template, LabelRewrite rewrite)
    {
        var labels = template.Within("metadata").Within("labels");
        foreach (var key in rewrite.Keys)
        {
            if ((string?)labels[key] is { } value)
            {
                labels[key] = rewrite.Value(key, value);
            }
        }

        labels[AnnotationNames.Track] = AnnotationNames.Canary;
        foreach (var selector in Spreading(template).ToList())
        {
            RewriteSelector(selector, rewrite);
        }
    }

    // Anti-affinity and topology spread of the copy concern the copy's own pods.
    private static IEnumerable<JsonObject> Spreading(JsonObject template)
    {
        var anti = template.At("spec", "affinity", "podAntiAffinity");
        var terms = anti.Objects("requiredDuringSchedulingIgnoredDuringExecution")
            .Concat(anti.Objects("preferredDuringSchedulingIgnoredDuringExecution").Select(each => each["podAffinityTerm"]).OfType<JsonObject>())
            .Concat(template.Objects("spec", "topologySpreadConstraints"));
        return terms.Select(term => term["labelSelector"]).OfType<JsonObject>();
    }

    private static void RewriteSelector(JsonObject selector, LabelRewrite rewrite)
    {
        if (selector["matchLabels"] is JsonObject match)
        {
            foreach (var key in rewrite.Keys.Where(match.ContainsKey))
            {
                match[key] = rewrite.Value(key, (string?)match[key] ?? "");
            }
        }

        foreach (var expression in selector.Objects("matchExpressions").Where(each => rewrite.Keys.Contains(each.Text("key") ?? "")))
        {
            if (expression["values"] is JsonArray values)
            {
                expression["values"] = new JsonArray([.. values.Select(value => (JsonNode?)rewrite.Value(expression.Text("key")!, (string?)value ?? ""))]);
            }
        }
    }
}
