using System.Text.Json.Nodes;

namespace CanaryMesh.Webhook.Checking;

/// <summary>The Canaries of all namespaces: a provider may be named from another than its own.</summary>
internal interface ICanarySource
{
    /// <summary>The raw Canaries, or null if they could not be read in time.</summary>
    ValueTask<IReadOnlyList<JsonObject>?> ListAsync(CancellationToken cancellation);
}
