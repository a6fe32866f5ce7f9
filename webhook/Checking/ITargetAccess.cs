using System.Text.Json.Nodes;

namespace CanaryMesh.Webhook.Checking;

/// <summary>What a person may do themselves of that which their objects make the analyzer do.</summary>
internal interface ITargetAccess
{
    /// <summary>Whether the user of a review may update the Deployment.</summary>
    ValueTask<bool> MayUpdateAsync(JsonObject userInfo, string @namespace, string deployment, CancellationToken cancellation);

    /// <summary>Whether the user of a review may read the Secret.</summary>
    ValueTask<bool> MayReadSecretAsync(JsonObject userInfo, string @namespace, string secret, CancellationToken cancellation);
}
