using System.Text.Json.Nodes;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Resources;
using CanaryMesh.Api.Templates;
using CanaryMesh.Webhook.Admission;
using CanaryMesh.Webhook.Checking.Routes;
using CanaryMesh.Webhook.Configuration;
using CanaryMesh.Webhook.Onboarding;
using CanaryMesh.Webhook.Signing;

namespace CanaryMesh.Webhook.Checking;

/// <summary>canaries, metrictemplates, alertproviders: every fault in one answer. Whoever writes a Canary makes the analyzer act on its
/// target, with rights wider than theirs: they must be allowed to change the target themselves.</summary>
internal sealed class CheckEntry(Surroundings surroundings, ITargetAccess access, Func<WebhookSettings>? settings = null, ICanarySource? canaries = null, IServiceSource? services = null) : IAdmissionEntry
{
    // The API server cuts warnings off at 4 KiB in all.
    private const int MostStanding = 10;

    public string Name => "check";

    public async ValueTask<AdmissionAnswer> AnswerAsync(AdmissionRequest request, CancellationToken cancellation)
    {
        if (request.Object is not { } thing || thing.Text("metadata", "deletionTimestamp") is not null)
        {
            return AdmissionAnswer.Pass();
        }

        if (!SignPolicy.IsTrue(request.OldObject, thing, request.UserName))
        {
            return Denied.Invalid("bad-command-signature", [$"metadata.annotations: {AnnotationNames.CommandSignature} is written by admission alone"]);
        }

        // A command is heard whatever the spec beside it is like.
        if (IsCommand(request.OldObject, thing))
        {
            return await AuthorizeAsync(request, thing, cancellation);
        }

        if (Examine(thing, request) is not { } found)
        {
            return AdmissionAnswer.Pass("not-checked");
        }

        var standing = Standing(request);
        if (found.Faults.Where(fault => !standing.Contains(fault)).ToList() is { Count: > 0 } fresh)
        {
            return Denied.Invalid("bad-spec", fresh);
        }

        var answer = thing.Text("kind") == ResourceNames.Canary ? await AuthorizeAsync(request, thing, cancellation) : await SecretAsync(request, thing, cancellation);
        return answer with { Warnings = [.. found.Faults.Take(MostStanding).Select(fault => $"canarymesh: already so: {fault}"), .. found.Warnings, .. await UnnamedAsync(thing, request, cancellation), .. await StandingAsync(thing, request, cancellation)] };
    }

    private async ValueTask<IReadOnlyList<string>> UnnamedAsync(JsonObject thing, AdmissionRequest request, CancellationToken cancellation) =>
        thing.Text("kind") == ResourceNames.AlertProvider && thing.Text("metadata", "name") is { } name && canaries is not null
        && await canaries.ListAsync(cancellation) is { } all && !AlertReferences.AreTo(request.Namespace, name, all)
            ? [AlertReferences.Warning(name)]
            : [];

    private async ValueTask<IEnumerable<string>> StandingAsync(JsonObject thing, AdmissionRequest request, CancellationToken cancellation) =>
        thing.At("spec", "service") is JsonObject && services is not null && await services.ListAsync(request.Namespace, cancellation) is { } all
            ? ServiceReferences.Warnings(thing, all)
            : [];

    private static bool IsCommand(JsonObject? old, JsonObject thing) => thing.Text("kind") == ResourceNames.Canary
        && thing.Annotation(AnnotationNames.CommandSignature) != old.Annotation(AnnotationNames.CommandSignature)
        && old is not null && JsonNode.DeepEquals(thing["spec"], old["spec"]);

    // Stored before a check was made stricter: an update that does nothing about it, an emergency's perhaps, has to pass.
    // Examined without an object before it: what may not change is a fault of the update.
    private HashSet<string> Standing(AdmissionRequest request) => request is { IsUpdate: true, OldObject: { } old }
        ? [.. Examine(old, request with { OldObject = null })?.Faults ?? []]
        : [];

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
        var installed = settings?.Invoke();
        HostFaults.Find(canary, request.Namespace, installed?.AllowedHosts ?? [], found);
        ParentFaults.Find(canary, request.Namespace, found);
        if (installed is { NoCrossNamespaceRefs: true })
        {
            CrossReferences.Find(canary, request.Namespace, found);
        }
        else if (surroundings.Watched is { Count: > 0 } watched)
        {
            CrossReferences.FindUnwatched(canary, watched, found);
        }

        DetectionWarnings.Find(canary, request.OldObject, found);
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

    private ValueTask<AdmissionAnswer> AuthorizeAsync(AdmissionRequest request, JsonObject canary, CancellationToken cancellation) =>
        request.UserName == surroundings.Analyzer ? ValueTask.FromResult(AdmissionAnswer.Pass()) : new AuthorRights(access).AnswerAsync(request, canary, cancellation);
}
