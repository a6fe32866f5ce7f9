using System.Globalization;
using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Access;
using CanaryMesh.Cluster.Json;
using CanaryMesh.Cluster.Node;

namespace CanaryMesh.Cluster;

/// <summary>The node asks the API server for its pods' tokens.</summary>
internal sealed class NodeTokens(ClusterTokens tokens) : ITokenRequests
{
    public Task<IssuedToken> RequestAsync(TokenDemand demand, CancellationToken cancel)
    {
        var spec = new JsonObject
        {
            ["expirationSeconds"] = demand.ExpirationSeconds,
            ["boundObjectRef"] = new JsonObject { ["kind"] = "Pod", ["apiVersion"] = "v1", ["name"] = demand.PodName, ["uid"] = demand.PodUid },
        };
        if (demand.Audience is { Length: > 0 } audience)
        {
            spec["audiences"] = new JsonArray(audience);
        }

        var answer = tokens.Request(demand.Namespace, demand.ServiceAccount, new JsonObject { ["spec"] = spec });
        var expires = DateTimeOffset.Parse(answer.Text("status", "expirationTimestamp")!, CultureInfo.InvariantCulture);
        return Task.FromResult(new IssuedToken(answer.Text("status", "token")!, expires));
    }
}
