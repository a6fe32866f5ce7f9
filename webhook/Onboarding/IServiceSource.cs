using System.Text.Json.Nodes;

namespace CanaryMesh.Webhook.Onboarding;

/// <summary>The Services of a namespace.</summary>
internal interface IServiceSource
{
    /// <summary>The raw Services, or null if they could not be read in time.</summary>
    ValueTask<IReadOnlyList<JsonObject>?> ListAsync(string @namespace, CancellationToken cancellation);
}
