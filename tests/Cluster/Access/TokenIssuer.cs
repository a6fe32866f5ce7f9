using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Http;
using CanaryMesh.Cluster.Json;

namespace CanaryMesh.Cluster.Access;

/// <summary>Signs and reads ServiceAccount tokens (JWT, ES256).</summary>
internal sealed class TokenIssuer(TimeProvider time) : IDisposable
{
    public const string Issuer = "https://kubernetes.default.svc.cluster.local";

    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public string Sign(TokenClaims claims)
    {
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        var inner = new JsonObject
        {
            ["namespace"] = claims.Namespace,
            ["serviceaccount"] = new JsonObject { ["name"] = claims.Account, ["uid"] = claims.AccountUid },
        };
        AddReference(inner, "pod", claims.Pod, claims.PodUid);
        AddReference(inner, "node", claims.Node, claims.NodeUid);
        var payload = new JsonObject
        {
            ["aud"] = new JsonArray([.. claims.Audiences.Select(a => JsonValue.Create(a))]),
            ["exp"] = claims.Expires.ToUnixTimeSeconds(),
            ["iat"] = now,
            ["iss"] = Issuer,
            ["jti"] = claims.Id,
            ["kubernetes.io"] = inner,
            ["nbf"] = now,
            ["sub"] = $"system:serviceaccount:{claims.Namespace}:{claims.Account}",
        };
        var head = new JsonObject { ["alg"] = "ES256", ["kid"] = "cluster" };
        var signed = Encode(head) + "." + Encode(payload);
        return signed + "." + Base64Url.EncodeToString(key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256));
    }

    /// <summary>Null if it is none of ours or has run out.</summary>
    public TokenClaims? Read(string token)
    {
        var parts = token.Split('.');
        if (parts.Length != 3 || !Base64Url.IsValid(parts[1]) || !Base64Url.IsValid(parts[2]))
        {
            return null;
        }

        var signed = Encoding.ASCII.GetBytes(parts[0] + "." + parts[1]);
        if (!key.VerifyData(signed, Base64Url.DecodeFromChars(parts[2]), HashAlgorithmName.SHA256)
            || BodyReader.Parse(Base64Url.DecodeFromChars(parts[1]), false, [], out _) is not JsonObject payload)
        {
            return null;
        }

        var claims = Claims(payload);
        return claims.Expires > time.GetUtcNow() ? claims : null;
    }

    public void Dispose() => key.Dispose();

    private static TokenClaims Claims(JsonObject payload)
    {
        var inner = payload.Object("kubernetes.io");
        return new TokenClaims(
            inner.Text("namespace") ?? "",
            inner.Text("serviceaccount", "name") ?? "",
            inner.Text("serviceaccount", "uid") ?? "",
            [.. (payload.Array("aud") ?? []).Select(a => a.Text() ?? "")],
            DateTimeOffset.FromUnixTimeSeconds(payload.Number("exp") ?? 0),
            payload.Text("jti") ?? "",
            inner.Text("pod", "name"),
            inner.Text("pod", "uid"),
            inner.Text("node", "name"),
            inner.Text("node", "uid"));
    }

    private static void AddReference(JsonObject inner, string field, string? name, string? uid)
    {
        if (name is not null)
        {
            inner[field] = new JsonObject { ["name"] = name, ["uid"] = uid };
        }
    }

    private static string Encode(JsonObject part) => Base64Url.EncodeToString(JsonText.Bytes(part));
}
