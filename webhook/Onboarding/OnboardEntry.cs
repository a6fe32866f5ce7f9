using System.Text.Json.Nodes;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Plans;
using CanaryMesh.Api.Policies;
using CanaryMesh.Api.Reasons;
using CanaryMesh.Api.Templates;
using CanaryMesh.Webhook.Admission;
using CanaryMesh.Webhook.Checking.Judging;
using CanaryMesh.Webhook.Configuration;
using CanaryMesh.Webhook.Holding;

namespace CanaryMesh.Webhook.Onboarding;

/// <summary>deployments CREATE and UPDATE, annotated or managed: checks our annotations, sets label, plan and port names. Leaving is the
/// analyzer's: nothing is taken off here.</summary>
internal sealed class OnboardEntry(Surroundings surroundings, IServiceSource services, IPolicySource? policies = null) : IAdmissionEntry
{
    public string Name => "onboard";

    public async ValueTask<AdmissionAnswer> AnswerAsync(AdmissionRequest request, CancellationToken cancellation)
    {
        if (request.UserName == surroundings.Analyzer || request.Object is not { } current || current.Text("metadata", "deletionTimestamp") is not null)
        {
            return AdmissionAnswer.Pass("by-analyzer-or-ending");
        }

        var old = request.OldObject;
        if (!OnboardPolicy.Concerns(old, current))
        {
            return AdmissionAnswer.Pass("not-managed");
        }

        if (OnboardPolicy.ChangesOurs(old, current) && OnboardPolicy.Faults(current) is { Count: > 0 } faults)
        {
            return Denied.Invalid("bad-annotation", faults);
        }

        if (!OnboardPolicy.Onboards(old, current))
        {
            return AdmissionAnswer.Pass("not-managed");
        }

        return await MarkAsync(request, old, current, cancellation);
    }

    private async ValueTask<AdmissionAnswer> MarkAsync(AdmissionRequest request, JsonObject? old, JsonObject current, CancellationToken cancellation)
    {
        var desired = (JsonObject)current.DeepClone();
        var released = false;
        if (old is not null)
        {
            ManagedMarks.Keep(old, desired);
            released = OnboardPolicy.ReleaseBypassed(old, desired);
        }
        else
        {
            OnboardPolicy.ForgetConfiguration(desired);
        }

        OnboardPolicy.Mark(desired);
        OnboardPolicy.CopyProxySettings(old, desired);
        var (reason, warnings) = await PlanAsync(request, old, desired, cancellation);
        warnings = ManifestPause.Warning(old, current) is { } pause ? [.. warnings, pause] : warnings;
        warnings = ManagedMarks.IsEnabled(current) && OnboardPolicy.ChangesOurs(old, current) ? [.. warnings, .. JudgingWarnings.Of(current)] : warnings;
        var changed = JsonDifference.Between(current, desired).Count > 0;
        return released
            ? new Allowed("release", NotHeldReasons.Bypass.Code, desired)
            {
                Warnings = [.. warnings, $"canarymesh: this version rolls out unjudged ({NotHeldReasons.Bypass.Code}): {NotHeldReasons.Bypass.Sentence}"],
            }
            : new Allowed(changed ? "onboard" : "pass", reason, desired) { Warnings = warnings };
    }

    private async ValueTask<(string Reason, IReadOnlyList<string> Warnings)> PlanAsync(
        AdmissionRequest request, JsonObject? old, JsonObject desired, CancellationToken cancellation)
    {
        if (!OnboardPolicy.NeedsPlan(old, desired))
        {
            return ("", []);
        }

        if (await services.ListAsync(request.Namespace, cancellation) is not { } list)
        {
            return ("services-unreadable", ["canarymesh: the Services could not be read; the port plan stays as it is until the analyzer mends it"]);
        }

        var template = (JsonObject)desired.At("spec", "template")!;
        var planning = OnboardPolicy.Plan(template, list, desired.Annotation(AnnotationNames.Ports), Given(request.Object));
        if (await ReachableAsync(request.Namespace, template, planning, cancellation) is not { } reachable)
        {
            return ("policies-unreadable", ["canarymesh: the NetworkPolicies could not be read; the port plan stays as it is until the analyzer mends it"]);
        }

        planning = reachable;
        PlannedTemplate.Apply(template, planning.Plan);

        // A Deployment is often created before its Service.
        var said = planning.Unsplit.Where(each => each.Reason != SkipReasons.NoService || request.IsUpdate);
        return (planning.Unsplit.Count > 0 ? planning.Unsplit[0].Reason.Code : "", [.. said.Select(each => "canarymesh: " + each.Sentence())]);
    }

    // Pods that clients cannot reach would be ready all the same: no proxy takes the place of a port that only its number lets through. Null if
    // nobody can say.
    private async ValueTask<PortPlanning?> ReachableAsync(string ns, JsonObject template, PortPlanning planning, CancellationToken cancellation)
    {
        if (policies is null || planning.Plan.Ports.Count == 0 || PortPlan.OfTemplate(template) is { Ports.Count: > 0 })
        {
            return planning;
        }

        return await policies.ListAsync(ns, cancellation) is not { } found ? null
            : ProxyPortBlocks.Of(template, planning.Plan, found) is { Count: > 0 } blocks
                ? new(planning.Plan with { Ports = [] }, [new("", "", SkipReasons.NetworkPolicyBlocks, string.Join("; ", blocks)), .. planning.Unsplit])
                : planning;
    }

    private static PortPlan? Given(JsonObject? current) => current.At("spec", "template") is JsonObject template ? PortPlan.OfTemplate(template) : null;
}
