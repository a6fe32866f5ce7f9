using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Planning;
using CanaryMesh.Api.Configuration;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Plans;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Applying;

/// <summary>What we write to the target, as JSON Patch or merge patch: guarded by the resourceVersion that was read wherever a template is involved.</summary>
internal static class TargetPatches
{
    public static JsonObject Annotate(string name, string? value) => new()
    {
        ["metadata"] = new JsonObject { ["annotations"] = new JsonObject { [name] = value } },
    };

    /// <summary>Resume as hashed: a conflict is a new tick.</summary>
    public static JsonObject Resume(string resourceVersion) => new()
    {
        ["metadata"] = new JsonObject
        {
            ["resourceVersion"] = resourceVersion,
            ["annotations"] = new JsonObject { [AnnotationNames.Held] = null },
        },
        ["spec"] = new JsonObject { ["paused"] = null },
    };

    public static JsonObject Hold(string resourceVersion, string hash) => new()
    {
        ["metadata"] = new JsonObject
        {
            ["resourceVersion"] = resourceVersion,
            ["annotations"] = new JsonObject { [AnnotationNames.Held] = hash, [AnnotationNames.Managed] = "true" },
        },
        ["spec"] = new JsonObject { ["paused"] = true },
    };

    /// <summary>The template with label, plan and port names; null if it has them already.</summary>
    public static JsonArray? Plan(JsonObject deployment, PortPlan plan)
    {
        var template = (JsonObject)deployment.At("spec", "template")!.DeepClone();
        PlannedTemplate.Apply(template, plan);
        return JsonNode.DeepEquals(template, deployment.At("spec", "template"))
            ? null
            : [Replace("/metadata/resourceVersion", deployment.Text("metadata", "resourceVersion")), Replace("/spec/template", template)];
    }

    /// <summary>The template with this configuration in its plan, held with its new hash by the same write: no pod of it starts unjudged.</summary>
    public static JsonArray Config(JsonObject deployment, IReadOnlyDictionary<string, string> config, RolloutAction.TakeConfig action)
    {
        var template = PlannedConfig.With((JsonObject)deployment.At("spec", "template")!, config);
        var patch = new JsonArray(Replace("/metadata/resourceVersion", action.ResourceVersion), Replace("/spec/template", template));
        if (action.Hold)
        {
            patch.Add((JsonNode)Add("/spec/paused", true));
            patch.Add((JsonNode)Add("/metadata/annotations/" + Escaped(AnnotationNames.Held), action.Hash));
        }

        return patch;
    }

    /// <summary>The target as the team wrote it: at the primary's template if it is held with another, without anything of ours, resumed.</summary>
    public static JsonArray Restore(JsonObject deployment, JsonObject? primaryTemplate)
    {
        var held = deployment.Annotation(AnnotationNames.Held) is not null && deployment.Flag("spec", "paused");
        var template = (JsonObject)(held && primaryTemplate is not null ? primaryTemplate : deployment.At("spec", "template")!).DeepClone();
        (template.At("metadata", "labels") as JsonObject)?.Remove("pod-template-hash");
        PlannedTemplate.Remove(template);
        Trim(template);
        var patch = new JsonArray(Replace("/metadata/resourceVersion", deployment.Text("metadata", "resourceVersion")), Replace("/spec/template", template));
        foreach (var name in new[] { AnnotationNames.Held, AnnotationNames.Managed }.Where(name => deployment.Annotation(name) is not null))
        {
            patch.Add((JsonNode)new JsonObject { ["op"] = "remove", ["path"] = "/metadata/annotations/" + Escaped(name) });
        }

        if (held)
        {
            patch.Add((JsonNode)new JsonObject { ["op"] = "remove", ["path"] = "/spec/paused" });
        }

        return patch;
    }

    /// <summary>Our Progressing=False; the Deployment controller leaves it alone while the target is paused. It is meant for the version that was
    /// read, and must not land on one that was applied since.</summary>
    public static JsonObject Failed(string? resourceVersion, string message, DateTimeOffset now)
    {
        var patch = Conditions(new()
        {
            ["type"] = "Progressing",
            ["status"] = "False",
            ["reason"] = "ProgressDeadlineExceeded",
            ["message"] = message,
            ["lastUpdateTime"] = Seconds(now),
            ["lastTransitionTime"] = Seconds(now),
        });
        patch["metadata"] = new JsonObject { ["resourceVersion"] = resourceVersion };
        return patch;
    }

    public static JsonObject NotFailed() => Conditions(new() { ["type"] = "Progressing", ["$patch"] = "delete" });

    private static JsonObject Conditions(JsonObject condition) => new() { ["status"] = new JsonObject { ["conditions"] = new JsonArray(condition) } };

    private static JsonObject Replace(string path, JsonNode? value) => new() { ["op"] = "replace", ["path"] = path, ["value"] = value };

    private static JsonObject Add(string path, JsonNode? value) => new() { ["op"] = "add", ["path"] = path, ["value"] = value };

    private static string Escaped(string name) => name.Replace("/", "~1", StringComparison.Ordinal);

    private static string Seconds(DateTimeOffset time) => time.ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture);

    private static void Trim(JsonObject template)
    {
        foreach (var member in new[] { "labels", "annotations" })
        {
            if (template.At("metadata", member) is JsonObject { Count: 0 })
            {
                (template.At("metadata") as JsonObject)!.Remove(member);
            }
        }

        foreach (var container in template.Objects("spec", "containers").Where(each => each["ports"] is JsonArray { Count: 0 }))
        {
            container.Remove("ports");
        }
    }
}
