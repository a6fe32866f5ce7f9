using System.Text.Json.Nodes;
using CanaryMesh.Webhook.Checking;

namespace CanaryMesh.Webhook.Tests.Support;

internal sealed class FixedCanaries(IReadOnlyList<JsonObject>? canaries) : ICanarySource
{
    public ValueTask<IReadOnlyList<JsonObject>?> ListAsync(CancellationToken cancellation) => ValueTask.FromResult(canaries);
}
