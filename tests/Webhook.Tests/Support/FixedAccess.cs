using System.Text.Json.Nodes;
using CanaryMesh.Webhook.Checking;
using CanaryMesh.Webhook.Checking.Routes;

namespace CanaryMesh.Webhook.Tests.Support;

internal sealed class FixedAccess(bool allowed, bool readsSecrets = false, bool writesServices = true, params IReadOnlyList<string> forbiddenRoutes) : ITargetAccess
{
    public List<string> Asked { get; } = [];

    public ValueTask<bool> MayUpdateAsync(JsonObject userInfo, string @namespace, string deployment, CancellationToken cancellation)
    {
        Asked.Add($"{@namespace}/{deployment}");
        return ValueTask.FromResult(allowed);
    }

    public ValueTask<bool> MayReadSecretAsync(JsonObject userInfo, string @namespace, string secret, CancellationToken cancellation)
    {
        Asked.Add($"secret {@namespace}/{secret}");
        return ValueTask.FromResult(readsSecrets);
    }

    public ValueTask<bool> MayWriteServiceAsync(JsonObject userInfo, string @namespace, string service, CancellationToken cancellation)
    {
        Asked.Add($"service {@namespace}/{service}");
        return ValueTask.FromResult(writesServices);
    }

    public ValueTask<bool> MayWriteRouteAsync(JsonObject userInfo, string @namespace, RouteRight route, CancellationToken cancellation)
    {
        Asked.Add($"{route.Resource}.{route.Group} {@namespace}/{route.Name}");
        return ValueTask.FromResult(!forbiddenRoutes.Contains(route.Resource));
    }
}
