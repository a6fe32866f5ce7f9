using System.Text.Json.Nodes;
using CanaryMesh.Api.Templates;
using CanaryMesh.Webhook.Admission;
using CanaryMesh.Webhook.Checking.Routes;

namespace CanaryMesh.Webhook.Checking;

/// <summary>What the author of a Canary must be allowed to do, since the analyzer would do it for them: change the target, write its Service
/// and its route, read the Secrets of its hooks.</summary>
internal sealed class AuthorRights(ITargetAccess access)
{
    public async ValueTask<AdmissionAnswer> AnswerAsync(AdmissionRequest request, JsonObject canary, CancellationToken cancellation)
    {
        var target = canary.Text("spec", "targetRef", "name") ?? "";
        if (!await access.MayUpdateAsync(request.UserInfo, request.Namespace, target, cancellation))
        {
            return Forbidden("target-not-allowed", $"you may not update the Deployment {target}, which this Canary would change");
        }

        if (NewService(request.OldObject, canary) is { } service && !await access.MayWriteServiceAsync(request.UserInfo, request.Namespace, service, cancellation))
        {
            return Forbidden("service-not-allowed", $"you may not create or update the Service {service}, which this Canary would write");
        }

        return await RouteAsync(request, canary, cancellation) ?? await SecretsAsync(request, canary, cancellation) ?? AdmissionAnswer.Pass();
    }

    private async ValueTask<AdmissionAnswer?> RouteAsync(AdmissionRequest request, JsonObject canary, CancellationToken cancellation)
    {
        foreach (var route in RouteRights.Needed(request.OldObject, canary))
        {
            if (!await access.MayWriteRouteAsync(request.UserInfo, request.Namespace, route, cancellation))
            {
                var chosen = canary.Text("spec", "provider") is null ? "; with spec.provider given, only what that one writes is asked for" : "";
                return Forbidden("route-not-allowed", $"you may not create or update the {route.Kind} {route.Name}, which this Canary would write{chosen}");
            }
        }

        return null;
    }

    private async ValueTask<AdmissionAnswer?> SecretsAsync(AdmissionRequest request, JsonObject canary, CancellationToken cancellation)
    {
        foreach (var secret in NewSecrets(request.OldObject, canary))
        {
            if (!await access.MayReadSecretAsync(request.UserInfo, request.Namespace, secret, cancellation))
            {
                return Forbidden("secret-not-allowed", $"you may not read the Secret {secret}, which a hook of this Canary would carry to its address");
            }
        }

        return null;
    }

    private static Denied Forbidden(string reason, string words) => new(reason, 403, "Forbidden", words);

    // Asked of whoever changes what the analyzer makes the Service of, or names one that is not the target's own.
    private static string? NewService(JsonObject? old, JsonObject canary)
    {
        var name = ApexName.Of(canary);
        var isSame = ApexName.Of(old) == name && JsonNode.DeepEquals(old.At("spec", "service"), canary.At("spec", "service"));
        return isSame || (canary.At("spec", "service", "port") is null && name == canary.Text("spec", "targetRef", "name")) ? null : name;
    }

    // Asked of whoever changes the hooks, not of those who change something beside them later.
    private static IEnumerable<string> NewSecrets(JsonObject? old, JsonObject canary) =>
        JsonNode.DeepEquals(old.At("spec", "analysis", "webhooks"), canary.At("spec", "analysis", "webhooks"))
            ? []
            : canary.Objects("spec", "analysis", "webhooks").Select(hook => hook.Text("secretRef", "name")).OfType<string>().Distinct();
}
