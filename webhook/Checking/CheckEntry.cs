using System.Text.Json.Nodes;
using CanaryMesh.Api.Templates;
using CanaryMesh.Webhook.Admission;
using CanaryMesh.Webhook.Configuration;

namespace CanaryMesh.Webhook.Checking;

/// <summary>canaries, metrictemplates, alertproviders: every fault in one answer. Whoever writes a Canary makes the analyzer act on its
/// target, with rights wider than theirs: they must be allowed to change the target themselves.</summary>
internal sealed class CheckEntry(Surroundings surroundings, ITargetAccess access) : IAdmissionEntry
{
    public string Name => "check";

    public async ValueTask<AdmissionAnswer> AnswerAsync(AdmissionRequest request, CancellationToken cancellation)
    {
        if (request.Object is not { } thing || thing.Text("metadata", "deletionTimestamp") is not null || thing.Text("kind") is not "Canary")
        {
            return AdmissionAnswer.Pass();
        }

        return CanaryFaults.Of(thing) is { Count: > 0 } faults
            ? Denied.Invalid("bad-spec", faults)
            : await AuthorizeAsync(request, thing, cancellation);
    }

    private async ValueTask<AdmissionAnswer> AuthorizeAsync(AdmissionRequest request, JsonObject canary, CancellationToken cancellation)
    {
        var target = canary.Text("spec", "targetRef", "name")!;
        return request.UserName == surroundings.Analyzer || await access.MayUpdateAsync(request.UserInfo, request.Namespace, target, cancellation)
            ? AdmissionAnswer.Pass()
            : new Denied("target-not-allowed", 403, "Forbidden", $"you may not update the Deployment {target}, which this Canary would change");
    }
}
