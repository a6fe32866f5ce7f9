using System.Text.Json.Nodes;
using CanaryMesh.Api.Annotations;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Resources;
using CanaryMesh.Api.Templates;
using CanaryMesh.Webhook.Checking.Fields;
using CanaryMesh.Webhook.Checking.Judging;
using CanaryMesh.Webhook.Checking.Routes;

namespace CanaryMesh.Webhook.Checking;

/// <summary>What is wrong with a Canary beyond what its schema says. What Flagger takes and we do not act on passes with a warning.</summary>
internal static class CanaryFaults
{
    private const string Spec = "spec";

    public static Findings Of(JsonObject canary, JsonObject? old = null)
    {
        var found = new Findings();
        if (canary.At(Spec) is not JsonObject spec)
        {
            found.Must(canary.At(Spec), Spec, "an object with targetRef and analysis");
            return found;
        }

        Judge(canary, found);
        Target(spec, old, found);
        Scaler(spec, found);
        ServiceFaults.Find(spec, found);
        Routing(spec, found);
        found.Whole(spec, Spec, "progressDeadlineSeconds", 1, int.MaxValue);
        AnalysisFaults.Find(spec, found);
        JudgingWarnings.Find(canary, found);
        RouteFaults.Find(spec, found);
        FieldLedger.Find(ResourceNames.Canary, canary, found);
        return found;
    }

    private static void Judge(JsonObject canary, Findings found)
    {
        if (canary.At("metadata", "annotations", AnnotationNames.Judge) is { } said && AnnotationRules.Legal(canary, AnnotationNames.Judge) is null)
        {
            found.Must(said, $"metadata.annotations: {AnnotationNames.Judge}", AnnotationRules.ByName[AnnotationNames.Judge].Words);
        }
    }

    private static void Target(JsonObject spec, JsonObject? old, Findings found)
    {
        const string Path = "spec.targetRef";
        var target = spec.At("targetRef");
        found.Require(target, Path, "kind", value => value.Text() == "Deployment", "Deployment; no other kind of workload is supported");
        found.Test(target, Path, "apiVersion", value => value.Text() == "apps/v1", "apps/v1");
        found.Require(target, Path, "name", ObjectNames.IsObject, "the name of a Deployment in this namespace");

        // What is in our care under the old name would be left with our marks on it.
        if (old.Text("status", "phase") is not (null or "" or "Initializing") && old.Text(Spec, "targetRef", "name") is { } before && target.Text("name") is { } after && before != after)
        {
            found.Must(target.At("name"), Path + ".name", $"{before} as before, which is in our care; delete this Canary and create another for another target");
        }
    }

    private static void Scaler(JsonObject spec, Findings found)
    {
        const string Path = "spec.autoscalerRef";
        if (spec.At("autoscalerRef") is not { } scaler)
        {
            return;
        }

        found.Test(scaler, Path, "apiVersion", IsOfScalers, "autoscaling/v2, or keda.sh/v1alpha1 for a ScaledObject");
        found.OneOf(scaler, Path, "kind", "HorizontalPodAutoscaler", "ScaledObject");
        found.Require(scaler, Path, "name", ObjectNames.IsObject, ObjectNames.Words);
        var replicas = scaler.At("primaryScalerReplicas");
        found.Whole(replicas, Path + ".primaryScalerReplicas", "minReplicas", 1, int.MaxValue);
        found.Whole(replicas, Path + ".primaryScalerReplicas", "maxReplicas", 1, int.MaxValue);
        if (Findings.WholeOf(replicas.At("minReplicas")) is { } least && Findings.WholeOf(replicas.At("maxReplicas")) is { } most && least > most)
        {
            found.Must(replicas.At("minReplicas"), Path + ".primaryScalerReplicas.minReplicas", $"at most maxReplicas, which is {most}");
        }
    }

    // The version is the cluster's affair: scalers are found by kind and name.
    private static bool IsOfScalers(JsonNode value) => value.Text()?.Split('/')[0] is "autoscaling" or "keda.sh";

    private static void Routing(JsonObject spec, Findings found)
    {
        if (spec.At("provider") is { } provider && !(provider.Text() is { } name && Providers.All.Contains(name)))
        {
            found.Must(provider, "spec.provider", $"a supported provider: {string.Join(", ", Providers.All)}; or left out, and it is chosen by what is there");
        }

        found.Address(spec, Spec, "metricsServer");
        found.OneOf(spec, Spec, "steeringMode", "always", "trial");
    }
}
