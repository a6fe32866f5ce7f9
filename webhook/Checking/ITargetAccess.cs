using System.Text.Json.Nodes;
using CanaryMesh.Webhook.Checking.Routes;

namespace CanaryMesh.Webhook.Checking;

/// <summary>What a person may do to the target of a Canary.</summary>
internal interface ITargetAccess
{
    /// <summary>Whether the user of a review may update the Deployment.</summary>
    ValueTask<bool> MayUpdateAsync(JsonObject userInfo, string @namespace, string deployment, CancellationToken cancellation);

    /// <summary>Whether the user of a review may read the Secret: what a hook is to carry goes to an address of the user's choice.</summary>
    ValueTask<bool> MayReadSecretAsync(JsonObject userInfo, string @namespace, string secret, CancellationToken cancellation);

    /// <summary>Whether the user of a review may both create and update the Service: the analyzer makes it and keeps it as the Canary says.</summary>
    ValueTask<bool> MayWriteServiceAsync(JsonObject userInfo, string @namespace, string service, CancellationToken cancellation);

    /// <summary>Whether the user of a review may both create and update an object of a route: the analyzer makes it, or takes over what is there.</summary>
    ValueTask<bool> MayWriteRouteAsync(JsonObject userInfo, string @namespace, RouteRight route, CancellationToken cancellation);
}
