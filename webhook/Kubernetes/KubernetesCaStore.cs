using System.Net;
using System.Text;
using CanaryMesh.Api.Names;
using CanaryMesh.Certs;
using k8s;
using k8s.Models;

namespace CanaryMesh.Webhook.Kubernetes;

/// <summary>The CA in its Secret; the resourceVersion is the lock.</summary>
internal sealed class KubernetesCaStore(IKubernetes client, string @namespace) : ICaStore
{
    private const string NextCertificate = "next.crt";
    private const string NextPrivateKey = "next.key";

    public async Task<StoredCa?> ReadAsync(CancellationToken cancellation)
    {
        try
        {
            var secret = await client.CoreV1.ReadNamespacedSecretAsync(Installation.CaSecret, @namespace, cancellationToken: cancellation);
            var material = new CaMaterial(
                Text(secret, Installation.CaKey) ?? "", Text(secret, Installation.CaPrivateKey) ?? "", Text(secret, NextCertificate), Text(secret, NextPrivateKey));
            return new(material, secret.Metadata.ResourceVersion);
        }
        catch (Exception exception) when (KubernetesFaults.Is(exception, HttpStatusCode.NotFound))
        {
            return null;
        }
    }

    public async Task<bool> TryCreateAsync(CaMaterial material, CancellationToken cancellation)
    {
        try
        {
            await client.CoreV1.CreateNamespacedSecretAsync(Secret(material, null), @namespace, fieldManager: Installation.FieldManager, cancellationToken: cancellation);
            return true;
        }
        catch (Exception exception) when (KubernetesFaults.Is(exception, HttpStatusCode.Conflict))
        {
            return false;
        }
    }

    public async Task<bool> TryReplaceAsync(CaMaterial material, string version, CancellationToken cancellation)
    {
        try
        {
            await client.CoreV1.ReplaceNamespacedSecretAsync(
                Secret(material, version), Installation.CaSecret, @namespace, fieldManager: Installation.FieldManager, cancellationToken: cancellation);
            return true;
        }
        catch (Exception exception) when (KubernetesFaults.Is(exception, HttpStatusCode.Conflict) || KubernetesFaults.Is(exception, HttpStatusCode.NotFound))
        {
            return false;
        }
    }

    private V1Secret Secret(CaMaterial material, string? version)
    {
        var content = new Dictionary<string, byte[]>
        {
            [Installation.CaKey] = Encoding.UTF8.GetBytes(material.Certificates),
            [Installation.CaPrivateKey] = Encoding.UTF8.GetBytes(material.PrivateKey),
        };
        if (material is { NextCertificate: { } certificate, NextPrivateKey: { } key })
        {
            content[NextCertificate] = Encoding.UTF8.GetBytes(certificate);
            content[NextPrivateKey] = Encoding.UTF8.GetBytes(key);
        }

        return new()
        {
            ApiVersion = "v1",
            Kind = "Secret",
            Metadata = new() { Name = Installation.CaSecret, NamespaceProperty = @namespace, ResourceVersion = version },
            Type = "Opaque",
            Data = content,
        };
    }

    private static string? Text(V1Secret secret, string key) =>
        secret.Data is { } content && content.TryGetValue(key, out var bytes) ? Encoding.UTF8.GetString(bytes) : null;
}
