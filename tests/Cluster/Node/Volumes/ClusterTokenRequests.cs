using System.Globalization;
using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Access;

namespace CanaryMesh.Cluster.Node;

/// <summary>TokenRequests answered by the API server of the same process.</summary>
public sealed class ClusterTokenRequests(ClusterTokens tokens) : ITokenRequests
{
    public Task<IssuedToken> RequestAsync(TokenDemand demand, CancellationToken cancel)
    {
        var request = new JsonObject
        {
            ["apiVersion"] = "authentication.k8s.io/v1",
            ["kind"] = "TokenRequest",
            ["spec"] = new JsonObject
            {
                ["audiences"] = demand.Audience is { Length: > 0 } audience ? new JsonArray(audience) : new JsonArray(),
                ["expirationSeconds"] = demand.ExpirationSeconds,
                ["boundObjectRef"] = new JsonObject { ["kind"] = "Pod", ["apiVersion"] = "v1", ["name"] = demand.PodName, ["uid"] = demand.PodUid },
            },
        };
        var status = tokens.Request(demand.Namespace, demand.ServiceAccount, request)["status"]!;
        var expires = DateTimeOffset.Parse((string)status["expirationTimestamp"]!, CultureInfo.InvariantCulture);
        return Task.FromResult(new IssuedToken((string)status["token"]!, expires));
    }
}
