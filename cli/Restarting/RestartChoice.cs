using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Plans;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Cli.Restarting;

/// <summary>Which targets are restarted, and why; pure.</summary>
internal static class RestartChoice
{
    private static readonly string[] AtRest = ["Initialized", "Succeeded", "Failed"];

    /// <summary>Why it must be left alone now, or null.</summary>
    internal static string? WhyNot(RestartFacts facts)
    {
        var phase = facts.Canary.Text("status", "phase") ?? "";
        return facts switch
        {
            _ when facts.Canary.Text("metadata", "deletionTimestamp") is not null => "it is leaving",
            _ when !AtRest.Contains(phase) => $"its rollout is in phase {(phase.Length is 0 ? "(none)" : phase)}; the proxies come with it, or repeat afterwards",
            _ when facts.Target.Annotation(AnnotationNames.Held) is not null => "a refused version is held: apply a corrected one or kubectl canary retry, which brings new pods",
            _ when facts.Target.Flag("spec", "paused") => "its Deployment is paused by its team",
            _ when facts.Target.Number("spec", "replicas") is 0 => "it has no pods",
            _ => null,
        };
    }

    /// <summary>What is out of date about its pods, or null.</summary>
    internal static string? Why(RestartFacts facts)
    {
        var old = facts.Pods.Where(pod => pod.Text("metadata", "deletionTimestamp") is null).Select(pod => OfPod(pod, facts)).OfType<string>()
            .GroupBy(each => each).Select(each => $"{each.Count()} {each.Key}").ToList();
        return old is [] ? null : string.Join(", ", old);
    }

    internal static bool IsDone(JsonObject target, long generation)
    {
        var wanted = target.Number("spec", "replicas") ?? 1;
        return (target.Number("status", "observedGeneration") ?? 0) >= generation
            && (target.Number("status", "updatedReplicas") ?? 0) >= wanted
            && (target.Number("status", "availableReplicas") ?? 0) >= wanted
            && (target.Number("status", "replicas") ?? 0) == (target.Number("status", "updatedReplicas") ?? 0);
    }

    /// <summary>kubectl rollout restart's own mark: no new version, so it is not held.</summary>
    internal static JsonObject Patch(DateTimeOffset now) => new()
    {
        ["spec"] = new JsonObject
        {
            ["template"] = new JsonObject
            {
                ["metadata"] = new JsonObject
                {
                    ["annotations"] = new JsonObject { [AnnotationNames.RestartedAt] = now.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture) },
                },
            },
        },
    };

    private static string? OfPod(JsonObject pod, RestartFacts facts)
    {
        // What is split by routes has no proxies to renew.
        if (facts.Target.At("spec", "template") is not JsonObject template || PortPlan.OfTemplate(template) is not { Ports.Count: > 0, By: null } plan)
        {
            return null;
        }
        return Status(pod) switch
        {
            null => "without a proxy",
            var status when status.Text("image") != facts.ProxyImage => $"with {status.Text("image")}",
            var status when status.Text("plan") != plan.Fingerprint => "with an older plan",
            _ => null,
        };
    }

    private static JsonNode? Status(JsonObject pod)
    {
        try
        {
            return pod.Annotation(AnnotationNames.Status) is { } text ? JsonNode.Parse(text) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
