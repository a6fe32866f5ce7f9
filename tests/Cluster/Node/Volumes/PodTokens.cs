using CanaryMesh.Cluster.Api;
using k8s.Models;

namespace CanaryMesh.Cluster.Node;

/// <summary>A pod's tokens: asked for once, and again when 80 % of their life is over.</summary>
internal sealed class PodTokens(ITokenRequests requests, TimeProvider time)
{
    private const double Renewal = 0.8;
    private const long DefaultLife = 3600;

    private readonly Dictionary<(string?, long), (string Token, DateTimeOffset Renew)> known = [];

    public async Task<string> GetAsync(V1Pod pod, V1ServiceAccountTokenProjection source, CancellationToken cancel)
    {
        var life = source.ExpirationSeconds ?? DefaultLife;
        if (known.TryGetValue((source.Audience, life), out var token) && time.GetUtcNow() < token.Renew)
        {
            return token.Token;
        }

        var account = pod.Spec.ServiceAccountName is { Length: > 0 } named ? named : "default";
        var demand = new TokenDemand(pod.Metadata.NamespaceProperty, account, source.Audience, life, pod.Metadata.Name, pod.Metadata.Uid);
        try
        {
            var issued = await requests.RequestAsync(demand, cancel).ConfigureAwait(false);
            var now = time.GetUtcNow();
            known[(source.Audience, life)] = (issued.Token, now + ((issued.Expires - now) * Renewal));
            return issued.Token;
        }
        catch (ApiException refused)
        {
            throw new NotYetException("FailedMount", $"failed to fetch token: {refused.Message}");
        }
    }
}
