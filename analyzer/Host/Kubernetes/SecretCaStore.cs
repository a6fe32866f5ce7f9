using System.Text;
using System.Text.Json.Nodes;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Templates;
using CanaryMesh.Certs;

namespace CanaryMesh.Analyzer.Kubernetes;

/// <summary>The installation's CA in its Secret, read by name; the resourceVersion is the lock. Nothing of it is ever logged.</summary>
internal sealed class SecretCaStore(IKubeApi api, string ns) : ICaStore
{
    private const string NextCertificate = "next.crt";
    private const string NextPrivateKey = "next.key";

    public async Task<StoredCa?> ReadAsync(CancellationToken cancellation)
    {
        var result = await api.GetAsync(KubeKind.Secrets, ns, Installation.CaSecret, cancellation);
        return result switch
        {
            { Object: { } secret } => new(
                new(Text(secret, Installation.CaKey) ?? "", Text(secret, Installation.CaPrivateKey) ?? "", Text(secret, NextCertificate), Text(secret, NextPrivateKey)),
                secret.Text("metadata", "resourceVersion") ?? ""),
            { NotFound: true } => null,
            _ => throw new InvalidOperationException($"the CA Secret could not be read: {result.Code} {result.Reason}"),
        };
    }

    public async Task<bool> TryCreateAsync(CaMaterial material, CancellationToken cancellation) =>
        Won(await api.CreateAsync(KubeKind.Secrets, ns, Secret(material, null), cancellation));

    public async Task<bool> TryReplaceAsync(CaMaterial material, string version, CancellationToken cancellation) =>
        Won(await api.UpdateAsync(KubeKind.Secrets, ns, Installation.CaSecret, Secret(material, version), cancellation));

    private static bool Won(KubeResult result) => result switch
    {
        { Ok: true } => true,
        { Code: 409 or 404 } => false,
        _ => throw new InvalidOperationException($"the CA Secret could not be written: {result.Code} {result.Reason}"),
    };

    private JsonObject Secret(CaMaterial material, string? version)
    {
        var metadata = new JsonObject { ["name"] = Installation.CaSecret, ["namespace"] = ns };
        if (version is not null)
        {
            metadata["resourceVersion"] = version;
        }

        var data = new JsonObject { [Installation.CaKey] = Base64(material.Certificates), [Installation.CaPrivateKey] = Base64(material.PrivateKey) };
        if (material is { NextCertificate: { } certificate, NextPrivateKey: { } key })
        {
            data[NextCertificate] = Base64(certificate);
            data[NextPrivateKey] = Base64(key);
        }

        return new() { ["apiVersion"] = "v1", ["kind"] = "Secret", ["metadata"] = metadata, ["type"] = "Opaque", ["data"] = data };
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static string? Text(JsonObject secret, string key) =>
        secret.Text("data", key) is { } encoded ? Encoding.UTF8.GetString(Convert.FromBase64String(encoded)) : null;
}
