using System.Text.Json.Nodes;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Plans;
using CanaryMesh.Api.Reasons;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Cli.Preflight.Rules;

/// <summary>Targets whose requests cannot be split, by the same planner that onboards them.</summary>
internal static class TargetRules
{
    internal static IEnumerable<Finding> Of(PreflightFacts facts)
    {
        foreach (var target in Managed(facts))
        {
            foreach (var unsplit in Planned(facts, target).Unsplit)
            {
                yield return Finding.Warning($"deployment {target.Text("metadata", "namespace")}/{target.Text("metadata", "name")}", $"{unsplit.Reason.Code}: {unsplit.Sentence()}", Instead(unsplit.Reason));
            }
        }
    }

    /// <summary>What onboarding would split of it, and what not.</summary>
    internal static PortPlanning Planned(PreflightFacts facts, JsonObject target)
    {
        var template = target.At("spec", "template") as JsonObject ?? [];
        var services = facts.Services.Where(each => each.Text("metadata", "namespace") == target.Text("metadata", "namespace")).ToList();
        var opted = target.Annotation(AnnotationNames.Ports)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
        return PortPlanner.Plan(template, services, opted, PortPlan.OfTemplate(template));
    }

    /// <summary>Deployments that ask for canaries or are named by a Canary.</summary>
    internal static IEnumerable<JsonObject> Managed(PreflightFacts facts) => facts.Deployments.Where(each =>
        each.Annotation(AnnotationNames.Enabled) == "true"
        || each.Annotation(AnnotationNames.Managed) is not null
        || facts.Canaries.Any(canary => canary.Text("metadata", "namespace") == each.Text("metadata", "namespace") && canary.Text("spec", "targetRef", "name") == each.Text("metadata", "name")));

    private static string Instead(Reason reason) => reason.Code switch
    {
        var code when code == SkipReasons.HostNetwork.Code => "take hostNetwork off; until then new versions roll without a trial",
        var code when code == SkipReasons.HostPort.Code => "take hostPort off and lead clients through the Service",
        var code when code == SkipReasons.NoService.Code => "make a Service that selects the pods, or give the Canary a spec.service",
        var code when code == SkipReasons.HeadlessService.Code => "add a Service with a cluster IP for the clients that are to be split",
        var code when code == SkipReasons.PortNotHttp.Code => $"name the Service's port http, set its appProtocol, or opt it in with the annotation {AnnotationNames.Ports}",
        var code when code == SkipReasons.TlsInApp.Code => "end TLS before the app, or let a mesh do it (provider istio)",
        var code when code == SkipReasons.PortNotFound.Code => "name the container's port as the Service's targetPort says, or give its number",
        _ => "change the port, or leave it: it goes on as it is and is not split",
    };
}
