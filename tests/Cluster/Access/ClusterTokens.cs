using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Api;
using CanaryMesh.Cluster.Json;
using CanaryMesh.Cluster.Kinds;
using CanaryMesh.Cluster.Requests;
using CanaryMesh.Cluster.Storage;

namespace CanaryMesh.Cluster.Access;

/// <summary>Makes ServiceAccount tokens, for the API and for the node that mounts them.</summary>
public sealed class ClusterTokens
{
    private static readonly ResourceKind TokenRequestKind = new("authentication.k8s.io", "v1", "tokenrequests", "TokenRequest");
    private static readonly ResourceKind AccountKind = new("", "v1", "serviceaccounts", "ServiceAccount");
    private static readonly ResourceKind PodKind = new("", "v1", "pods", "Pod");
    private static readonly ResourceKind SecretKind = new("", "v1", "secrets", "Secret");
    private static readonly ResourceKind NodeKind = new("", "v1", "nodes", "Node") { Namespaced = false };

    private readonly TokenIssuer issuer;
    private readonly ObjectStore store;
    private readonly TimeProvider time;

    internal ClusterTokens(TokenIssuer issuer, ObjectStore store, TimeProvider time)
    {
        this.issuer = issuer;
        this.store = store;
        this.time = time;
    }

    /// <summary>Answers a TokenRequest.</summary>
    public JsonObject Request(string @namespace, string account, JsonObject request)
    {
        var found = store.Get(AccountKind.Resource, @namespace, account) ?? throw Refusals.NotFound(AccountKind, account);
        var seconds = request.Number("spec", "expirationSeconds") ?? 3600;
        CheckExpiry(seconds);
        List<string> audiences = [.. (request.Array("spec", "audiences") ?? []).Select(a => a.Text() ?? "")];
        if (audiences.Count == 0)
        {
            audiences.Add(TokenIssuer.Issuer);
        }

        var bound = request.Object("spec", "boundObjectRef");
        var (pod, node) = BoundTo(@namespace, bound);
        var expires = time.GetUtcNow().AddSeconds(seconds);
        var claims = new TokenClaims(@namespace, account, found.Uid(), audiences, expires, Guid.NewGuid().ToString(), pod?.Name(), pod?.Uid(), node?.Name(), node?.Uid());
        return Answer(@namespace, account, audiences, seconds, bound, issuer.Sign(claims), expires);
    }

    private static JsonObject Answer(string @namespace, string account, List<string> audiences, long seconds, JsonObject? bound, string token, DateTimeOffset expires)
    {
        var spec = new JsonObject { ["audiences"] = new JsonArray([.. audiences.Select(a => JsonValue.Create(a))]), ["expirationSeconds"] = seconds };
        spec["boundObjectRef"] = bound.CopyNode();
        return new JsonObject
        {
            ["kind"] = "TokenRequest",
            ["apiVersion"] = "authentication.k8s.io/v1",
            ["metadata"] = new JsonObject { ["name"] = account, ["namespace"] = @namespace },
            ["spec"] = spec,
            ["status"] = new JsonObject { ["token"] = token, ["expirationTimestamp"] = Metadata.Time(expires) },
        };
    }

    private (JsonObject? Pod, JsonObject? Node) BoundTo(string @namespace, JsonObject? bound)
    {
        if (bound is null)
        {
            return (null, null);
        }

        var name = bound.Text("name") ?? "";
        var kind = (bound.Text("apiVersion"), bound.Text("kind")) switch
        {
            ("v1", "Pod") => PodKind,
            ("v1", "Secret") => SecretKind,
            ("v1", "Node") => NodeKind,
            var (version, other) => throw Refusals.BadRequest($"cannot bind token for object of type {(version?.Contains('/', StringComparison.Ordinal) == true ? version : "/" + version)}, Kind={other}"),
        };
        var to = store.Get(kind.Resource, kind.Namespaced ? @namespace : null, name) ?? throw Refusals.NotFound(kind, name);
        if (bound.Text("uid") is { Length: > 0 } uid && uid != to.Uid())
        {
            throw Refusals.Conflict(kind with { Plural = kind.Kind }, name, $"the UID in the bound object reference ({uid}) does not match the UID in record. The object might have been deleted and then recreated");
        }

        return kind == PodKind
            ? (to, to.Text("spec", "nodeName") is { Length: > 0 } node ? store.Get(NodeKind.Resource, null, node) : null)
            : (null, kind == NodeKind ? to : null);
    }

    private static void CheckExpiry(long seconds)
    {
        var faults = new FieldFaults();
        if (seconds < 600)
        {
            faults.Invalid("spec.expirationSeconds", seconds, "may not specify a duration less than 10 minutes");
        }
        else if (seconds > 1L << 32)
        {
            faults.Invalid("spec.expirationSeconds", seconds, "may not specify a duration larger than 2^32 seconds");
        }

        if (faults.Any)
        {
            throw Refusals.Invalid(TokenRequestKind, "", faults);
        }
    }
}
