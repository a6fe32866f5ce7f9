using System.Text.Json;

namespace CanaryMesh.Mesh.GatewayApi;

/// <summary>What the controller says of a route to one of its parents; the reasons are the Gateway API's.</summary>
internal sealed record ParentVerdict(JsonElement Parent, string Gateway, string AcceptedReason, string AcceptedMessage, string ResolvedReason)
{
    public const string Accepted = "Accepted";
    public const string Resolved = "ResolvedRefs";

    public bool IsAccepted => AcceptedReason == Accepted;

    public bool IsResolved => ResolvedReason == Resolved;
}
