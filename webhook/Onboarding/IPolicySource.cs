using System.Text.Json.Nodes;

namespace CanaryMesh.Webhook.Onboarding;

/// <summary>The NetworkPolicies of a namespace.</summary>
internal interface IPolicySource
{
    /// <summary>The raw policies, or null if they could not be read in time.</summary>
    ValueTask<IReadOnlyList<JsonObject>?> ListAsync(string @namespace, CancellationToken cancellation);
}
