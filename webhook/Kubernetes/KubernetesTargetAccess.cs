using System.Text.Json.Nodes;
using CanaryMesh.Api.Templates;
using CanaryMesh.Webhook.Checking;
using CanaryMesh.Webhook.Checking.Routes;
using k8s;
using k8s.Models;

namespace CanaryMesh.Webhook.Kubernetes;

/// <summary>Asks the API server's own authorizer on behalf of the user. No answer is no permission: the fault goes up and the failure
/// policy decides.</summary>
internal sealed class KubernetesTargetAccess(IKubernetes client) : ITargetAccess
{
    public ValueTask<bool> MayUpdateAsync(JsonObject userInfo, string @namespace, string deployment, CancellationToken cancellation) =>
        MayAsync(userInfo, new() { NamespaceProperty = @namespace, Group = "apps", Resource = "deployments", Name = deployment, Verb = "update" }, cancellation);

    public ValueTask<bool> MayReadSecretAsync(JsonObject userInfo, string @namespace, string secret, CancellationToken cancellation) =>
        MayAsync(userInfo, new() { NamespaceProperty = @namespace, Group = "", Resource = "secrets", Name = secret, Verb = "get" }, cancellation);

    public ValueTask<bool> MayWriteServiceAsync(JsonObject userInfo, string @namespace, string service, CancellationToken cancellation) =>
        MayWriteAsync(userInfo, @namespace, "", "services", service, cancellation);

    public ValueTask<bool> MayWriteRouteAsync(JsonObject userInfo, string @namespace, RouteRight route, CancellationToken cancellation) =>
        MayWriteAsync(userInfo, @namespace, route.Group, route.Resource, route.Name, cancellation);

    // A creation is authorized before its name is known.
    private async ValueTask<bool> MayWriteAsync(JsonObject userInfo, string @namespace, string group, string resource, string name, CancellationToken cancellation) =>
        await MayAsync(userInfo, new() { NamespaceProperty = @namespace, Group = group, Resource = resource, Verb = "create" }, cancellation)
        && await MayAsync(userInfo, new() { NamespaceProperty = @namespace, Group = group, Resource = resource, Name = name, Verb = "update" }, cancellation);

    private async ValueTask<bool> MayAsync(JsonObject userInfo, V1ResourceAttributes what, CancellationToken cancellation)
    {
        var review = new V1SubjectAccessReview
        {
            ApiVersion = "authorization.k8s.io/v1",
            Kind = "SubjectAccessReview",
            Spec = new()
            {
                User = userInfo.Text("username"),
                Uid = userInfo.Text("uid"),
                Groups = [.. Texts(userInfo.At("groups"))],
                Extra = (userInfo.At("extra") as JsonObject ?? []).ToDictionary(pair => pair.Key, pair => (IList<string>)[.. Texts(pair.Value)]),
                ResourceAttributes = what,
            },
        };
        var answer = await client.AuthorizationV1.CreateSubjectAccessReviewAsync(review, cancellationToken: cancellation);
        return answer.Status is { Allowed: true };
    }

    private static IEnumerable<string> Texts(JsonNode? list) =>
        list is JsonArray items ? items.Select(item => item.Text()).OfType<string>() : [];
}
