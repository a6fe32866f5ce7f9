using System.Text.Json.Nodes;
using CanaryMesh.Api.Resources;
using CanaryMesh.Api.Templates;
using CanaryMesh.Webhook.Admission;
using CanaryMesh.Webhook.Configuration;

namespace CanaryMesh.Webhook.Checking;

/// <summary>canaries, metrictemplates, alertproviders: every fault in one answer. Whoever writes a Canary makes the analyzer act on its
/// target, with rights wider than theirs: they must be allowed to change the target themselves.</summary>
internal sealed class CheckEntry(Surroundings surroundings, ITargetAccess access, Func<WebhookSettings>? settings = null) : IAdmissionEntry
{
    public string Name => "check";

    public async ValueTask<AdmissionAnswer> AnswerAsync(AdmissionRequest request, CancellationToken cancellation)
    {
        if (request.Object is not { } thing || thing.Text("metadata", "deletionTimestamp") is not null)
        {
            return AdmissionAnswer.Pass();
        }

        if (Examine(thing, request) is not { } found)
        {
            return AdmissionAnswer.Pass("not-checked");
        }

        if (found.Faults.Count > 0)
        {
            return Denied.Invalid("bad-spec", found.Faults);
        }

        var answer = thing.Text("kind") == ResourceNames.Canary ? await AuthorizeAsync(request, thing, cancellation) : await SecretAsync(request, thing, cancellation);
        return answer with { Warnings = found.Warnings };
    }

    private Findings? Examine(JsonObject thing, AdmissionRequest request) => thing.Text("kind") switch
    {
        ResourceNames.Canary => Canary(thing, request),
        ResourceNames.MetricTemplate => MetricTemplateFaults.Of(thing),
        ResourceNames.AlertProvider => AlertProviderFaults.Of(thing),
        _ => null,
    };

    private Findings Canary(JsonObject canary, AdmissionRequest request)
    {
        var found = CanaryFaults.Of(canary, request.OldObject);
        if (settings?.Invoke() is { NoCrossNamespaceRefs: true })
        {
            CrossReferences.Find(canary, request.Namespace, found);
        }

        return found;
    }

    // The analyzer would send it to whatever address stands beside it.
    private async ValueTask<AdmissionAnswer> SecretAsync(AdmissionRequest request, JsonObject thing, CancellationToken cancellation)
    {
        var secret = thing.Text("spec", "provider", "secretRef", "name") ?? thing.Text("spec", "secretRef", "name");
        return secret is null || await access.MayReadSecretAsync(request.UserInfo, request.Namespace, secret, cancellation)
            ? AdmissionAnswer.Pass()
            : new Denied("secret-not-allowed", 403, "Forbidden", $"you may not read the Secret {secret}, which would be sent to the address beside it");
    }

    private async ValueTask<AdmissionAnswer> AuthorizeAsync(AdmissionRequest request, JsonObject canary, CancellationToken cancellation)
    {
        var target = canary.Text("spec", "targetRef", "name")!;
        return request.UserName == surroundings.Analyzer || await access.MayUpdateAsync(request.UserInfo, request.Namespace, target, cancellation)
            ? AdmissionAnswer.Pass()
            : new Denied("target-not-allowed", 403, "Forbidden", $"you may not update the Deployment {target}, which this Canary would change");
    }
}
