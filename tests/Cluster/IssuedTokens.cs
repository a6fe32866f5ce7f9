using System.Globalization;
using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Access;
using CanaryMesh.Cluster.Api;
using CanaryMesh.Cluster.Node;

namespace CanaryMesh.Cluster;

/// <summary>The node's token requests, answered by the API server's issuer.</summary>
internal sealed class IssuedTokens(ClusterTokens tokens) : ITokenRequests
{
    public Task<IssuedToken> RequestAsync(TokenDemand demand, Identity actor, CancellationToken cancel)
    {
        var status = tokens.Request(demand.Namespace, demand.ServiceAccount, Body(demand))["status"]!;
        var expires = DateTimeOffset.Parse((string)status["expirationTimestamp"]!, CultureInfo.InvariantCulture);
        return Task.FromResult(new IssuedToken((string)status["token"]!, expires));
    }

    private static JsonObject Body(TokenDemand demand) => new()
    {
        ["spec"] = new JsonObject
        {
            ["audiences"] = demand.Audience is { } audience ? new JsonArray(audience) : new JsonArray(),
            ["expirationSeconds"] = demand.ExpirationSeconds,
            ["boundObjectRef"] = new JsonObject { ["kind"] = "Pod", ["apiVersion"] = "v1", ["name"] = demand.PodName, ["uid"] = demand.PodUid },
        },
    };
}
