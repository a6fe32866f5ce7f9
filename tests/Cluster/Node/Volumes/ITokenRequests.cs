using CanaryMesh.Cluster.Api;

namespace CanaryMesh.Cluster.Node;

/// <summary>The TokenRequest subresource of ServiceAccounts.</summary>
public interface ITokenRequests
{
    /// <summary>A refusal is an <see cref="ApiException"/>.</summary>
    Task<IssuedToken> RequestAsync(TokenDemand demand, CancellationToken cancel);
}
