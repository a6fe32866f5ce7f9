using System.Text.Json.Nodes;
using CanaryMesh.Webhook.Checking;
using CanaryMesh.Webhook.Checking.Routes;
using CanaryMesh.Webhook.Holding;
using CanaryMesh.Webhook.Onboarding;

namespace CanaryMesh.Fuzz;

internal sealed class QuietCluster : ITargetAccess, IServiceSource, ICanarySource, IProgressCondition
{
    ValueTask<IReadOnlyList<JsonObject>?> IServiceSource.ListAsync(string @namespace, CancellationToken cancellation) =>
        ValueTask.FromResult<IReadOnlyList<JsonObject>?>([Corpus.Service]);

    ValueTask<IReadOnlyList<JsonObject>?> ICanarySource.ListAsync(CancellationToken cancellation) => ValueTask.FromResult<IReadOnlyList<JsonObject>?>([]);

    public ValueTask<bool> MayUpdateAsync(JsonObject userInfo, string @namespace, string deployment, CancellationToken cancellation) => ValueTask.FromResult(true);

    public ValueTask<bool> MayReadSecretAsync(JsonObject userInfo, string @namespace, string secret, CancellationToken cancellation) => ValueTask.FromResult(true);

    public ValueTask<bool> MayWriteServiceAsync(JsonObject userInfo, string @namespace, string service, CancellationToken cancellation) => ValueTask.FromResult(true);

    public ValueTask<bool> MayWriteRouteAsync(JsonObject userInfo, string @namespace, RouteRight route, CancellationToken cancellation) => ValueTask.FromResult(true);

    public ValueTask<bool> RemoveAsync(string @namespace, string deployment, CancellationToken cancellation) => ValueTask.FromResult(true);
}
