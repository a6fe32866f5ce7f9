using CanaryMesh.Cluster.Api;

namespace CanaryMesh.Cluster.Node;

/// <summary>A token of a ServiceAccount, as its TokenRequest was answered.</summary>
public sealed record IssuedToken(string Token, DateTimeOffset Expires);

/// <summary>What a TokenRequest asks for: a token bound to a pod.</summary>
public sealed record TokenDemand(
    string Namespace, string ServiceAccount, string? Audience, long ExpirationSeconds, string PodName, string PodUid);

/// <summary>The TokenRequest subresource of ServiceAccounts.</summary>
public interface ITokenRequests
{
    /// <summary>A refusal is an <see cref="ApiException"/>.</summary>
    Task<IssuedToken> RequestAsync(TokenDemand demand, Identity actor, CancellationToken cancel);
}
