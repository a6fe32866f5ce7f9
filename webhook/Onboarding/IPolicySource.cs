using System.Text.Json.Nodes;

namespace CanaryMesh.Webhook.Onboarding;

/// <summary>The NetworkPolicies of a namespace.</summary>
internal interface IPolicySource
{
    /// <summary>The raw policies; none if they could not be read in time: the analyzer looks again before anything is split.</summary>
    ValueTask<IReadOnlyList<JsonObject>> ListAsync(string @namespace, CancellationToken cancellation);
}
