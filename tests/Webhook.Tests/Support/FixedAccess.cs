using System.Text.Json.Nodes;
using CanaryMesh.Webhook.Checking;

namespace CanaryMesh.Webhook.Tests.Support;

internal sealed class FixedAccess(bool allowed) : ITargetAccess
{
    public List<string> Asked { get; } = [];

    public ValueTask<bool> MayUpdateAsync(JsonObject userInfo, string @namespace, string deployment, CancellationToken cancellation)
    {
        Asked.Add($"{@namespace}/{deployment}");
        return ValueTask.FromResult(allowed);
    }
}
