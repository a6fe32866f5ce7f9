using CanaryMesh.Webhook.Admission;
using CanaryMesh.Webhook.Configuration;

namespace CanaryMesh.Webhook.Holding;

/// <summary>deployments UPDATE of managed targets: holds the unjudged version and keeps our marks.</summary>
internal sealed class HoldEntry(Func<WebhookSettings> settings, Surroundings surroundings, IProgressCondition condition, WebhookMetrics metrics) : IAdmissionEntry
{
    private static readonly string[] DeploymentController = ["system:serviceaccount:kube-system:deployment-controller", "system:kube-controller-manager"];

    public string Name => "hold";

    public async ValueTask<AdmissionAnswer> AnswerAsync(AdmissionRequest request, CancellationToken cancellation)
    {
        if (request is not { Operation: "UPDATE", Object: { } current, OldObject: { } old })
        {
            return AdmissionAnswer.Pass("not-an-update");
        }

        // The configuration excludes both already; a configuration can be edited.
        if (request.UserName == surroundings.Analyzer || DeploymentController.Contains(request.UserName))
        {
            return AdmissionAnswer.Pass("by-controller");
        }

        var decision = HoldPolicy.Decide(old, current, settings().RestartAnnotations);
        if (decision.Verdict is HoldVerdict.NotHeld && !request.DryRun)
        {
            metrics.NotHeld(decision.Reason!.Code);
        }

        // Before the new version is stored, else a `rollout status` started right after it reads the last one's failure.
        var cleared = !decision.ClearsFailure || request.DryRun || await condition.RemoveAsync(request.Namespace, request.Name, cancellation);
        return new Allowed(decision.Code, decision.Reason?.Code ?? "", decision.Desired)
        {
            Warnings = cleared
                ? decision.Warnings
                : [.. decision.Warnings, "canarymesh: the last version's failure could not be cleared; a `kubectl rollout status` started now may report it"],
        };
    }
}
