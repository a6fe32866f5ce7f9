using CanaryMesh.Webhook.Holding;

namespace CanaryMesh.Webhook.Tests.Support;

internal sealed class CollectingProgressCondition(bool works = true) : IProgressCondition
{
    public List<string> Removed { get; } = [];

    public ValueTask<bool> RemoveAsync(string @namespace, string deployment, CancellationToken cancellation)
    {
        Removed.Add($"{@namespace}/{deployment}");
        return ValueTask.FromResult(works);
    }
}
