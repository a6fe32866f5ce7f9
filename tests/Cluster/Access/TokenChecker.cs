using System.Collections.Concurrent;
using CanaryMesh.Cluster.Api;
using CanaryMesh.Cluster.Json;
using CanaryMesh.Cluster.Storage;

namespace CanaryMesh.Cluster.Access;

/// <summary>Whether a token holds now: its account and its pod must still be there.</summary>
internal sealed class TokenChecker(TokenIssuer issuer, ObjectStore store, TimeProvider time)
{
    /// <summary>The real server, too, believes a token this long after it last held.</summary>
    private static readonly TimeSpan Believed = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, (DateTimeOffset Until, Identity Identity, IReadOnlyList<string> Audiences)> held = new();

    /// <summary>The identity and the audiences in common, or why not.</summary>
    public (Identity? Identity, IReadOnlyList<string> Audiences, string? Error) Check(string token, IReadOnlyList<string> wanted)
    {
        var key = token + " " + string.Join(' ', wanted);
        if (held.TryGetValue(key, out var known) && known.Until > time.GetUtcNow())
        {
            return (known.Identity, known.Audiences, null);
        }

        var checkedNow = CheckNow(token, wanted);
        if (checkedNow.Identity is { } identity)
        {
            held[key] = (time.GetUtcNow() + Believed, identity, checkedNow.Audiences);
        }

        return checkedNow;
    }

    private (Identity? Identity, IReadOnlyList<string> Audiences, string? Error) CheckNow(string token, IReadOnlyList<string> wanted)
    {
        if (issuer.Read(token) is not { } claims)
        {
            return (null, [], "invalid bearer token");
        }

        string[] common = [.. wanted.Where(claims.Audiences.Contains)];
        if (common.Length == 0)
        {
            return (null, [], $"[invalid bearer token, token audiences {Quoted(claims.Audiences)} is invalid for the target audiences {Quoted(wanted)}]");
        }

        return Holds(claims)
            ? (IdentityOf(claims), common, null)
            : (null, [], "[invalid bearer token, service account token has been invalidated]");
    }

    private bool Holds(TokenClaims claims) =>
        store.Get(new GroupResource("", "serviceaccounts"), claims.Namespace, claims.Account)?.Uid() == claims.AccountUid
        && (claims.Pod is null || store.Get(new GroupResource("", "pods"), claims.Namespace, claims.Pod)?.Uid() == claims.PodUid);

    private static Identity IdentityOf(TokenClaims claims)
    {
        var extra = new Dictionary<string, IReadOnlyList<string>> { ["authentication.kubernetes.io/credential-id"] = ["JTI=" + claims.Id] };
        if (claims is { Pod: { } pod, PodUid: { } uid })
        {
            extra["authentication.kubernetes.io/pod-name"] = [pod];
            extra["authentication.kubernetes.io/pod-uid"] = [uid];
        }

        if (claims is { Node: { } node, NodeUid: { } nodeUid })
        {
            extra["authentication.kubernetes.io/node-name"] = [node];
            extra["authentication.kubernetes.io/node-uid"] = [nodeUid];
        }

        return Identity.ServiceAccount(claims.Namespace, claims.Account) with { Uid = claims.AccountUid, Extra = extra };
    }

    private static string Quoted(IEnumerable<string> audiences) => "[" + string.Join(' ', audiences.Select(a => $"\"{a}\"")) + "]";
}
