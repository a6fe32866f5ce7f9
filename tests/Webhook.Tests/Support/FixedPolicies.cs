using System.Text.Json.Nodes;
using CanaryMesh.Webhook.Onboarding;

namespace CanaryMesh.Webhook.Tests.Support;

/// <summary>The given NetworkPolicies; counts how often it was asked.</summary>
internal sealed class FixedPolicies(params JsonObject[] policies) : IPolicySource
{
    public int Asked { get; private set; }

    public bool IsReadable { get; init; } = true;

    public ValueTask<IReadOnlyList<JsonObject>?> ListAsync(string @namespace, CancellationToken cancellation)
    {
        Asked++;
        return ValueTask.FromResult<IReadOnlyList<JsonObject>?>(IsReadable ? policies : null);
    }
}
