using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Access;
using CanaryMesh.Cluster.Api;
using CanaryMesh.Cluster.Http;
using CanaryMesh.Cluster.Json;
using CanaryMesh.Cluster.Kinds;
using CanaryMesh.Cluster.Requests;

namespace CanaryMesh.Cluster.Subresources;

/// <summary>serviceaccounts/token.</summary>
internal sealed class TokenEndpoint(ClusterTokens tokens)
{
    public async Task AnswerAsync(HttpContext context, Identity who, ApiPath target)
    {
        var body = await BodyReader.ObjectAsync(context, "TokenRequest", []);
        await Reply.JsonAsync(context, 201, tokens.Request(target.Namespace!, target.Name!, body));
    }
}
