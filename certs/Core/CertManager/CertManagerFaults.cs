namespace CanaryMesh.Certs.CertManager;

/// <summary>Reads manifests back and says why a process would get no certificate, or the API server not trust it.</summary>
public static class CertManagerFaults
{
    /// <summary>Every fault in the manifests of an installation; none if there is nothing wrong.</summary>
    public static IReadOnlyList<string> Of(string manifests)
    {
        if (YamlDocument.Read(manifests, out var unreadable) is not { } documents)
        {
            return [unreadable!];
        }

        return
        [
            .. ServingFaults(documents, CertManagerNames.Webhook),
            .. ServingFaults(documents, CertManagerNames.Control),
            .. documents.Where(each => each.IsOfCertManager && each.Kind == "Certificate").SelectMany(CertificateFaults.Of),
            .. documents.Where(each => each.Kind.EndsWith("WebhookConfiguration", StringComparison.Ordinal)).SelectMany(each => BundleFaults(documents, each)),
            .. documents.Where(each => each.Kind == "Deployment").SelectMany(each => MountFaults(documents, each)),
        ];
    }

    private static IEnumerable<string> ServingFaults(IReadOnlyList<YamlDocument> documents, string service)
    {
        if (Certificate(documents, service) is not { } certificate)
        {
            yield return $"there is no Certificate {service}";
            yield break;
        }

        var name = $"{service}.{certificate.Namespace}.svc";
        if (!certificate.Texts("spec", "dnsNames").Contains(name))
        {
            yield return $"Certificate {service}: dnsNames must hold {name}, which is what clients ask for";
        }

        if (!certificate.Texts("spec", "usages").Contains("server auth"))
        {
            yield return $"Certificate {service}: usages must hold \"server auth\"";
        }

        if (AuthorityFault(documents, certificate) is { } fault)
        {
            yield return $"Certificate {service}: {fault}";
        }
    }

    private static string? AuthorityFault(IReadOnlyList<YamlDocument> documents, YamlDocument leaf)
    {
        var (kind, name) = (leaf.Text("spec", "issuerRef", "kind"), leaf.Text("spec", "issuerRef", "name"));
        if (kind == "ClusterIssuer")
        {
            return null;
        }

        if (documents.FirstOrDefault(each => each.IsOfCertManager && each.Kind == "Issuer" && each.Name == name && each.Namespace == leaf.Namespace) is not { } issuer)
        {
            return $"there is no Issuer {name} in its namespace";
        }

        var secret = issuer.Text("spec", "ca", "secretName");
        return secret.Length == 0 ? $"the Issuer {name} has no CA: a self-signed certificate is trusted by nobody once it is renewed"
            : documents.Any(each => each.IsOfCertManager && each.Text("spec", "isCA") == "true" && each.Text("spec", "secretName") == secret) ? null
            : $"no Certificate with isCA fills the Secret {secret} of the Issuer {name}";
    }

    private static IEnumerable<string> BundleFaults(IReadOnlyList<YamlDocument> documents, YamlDocument configuration)
    {
        var from = configuration.Text("metadata", "annotations", CertManagerNames.InjectCaFrom).Split('/', 2);
        if (from.Length < 2)
        {
            yield return $"{configuration.Kind} {configuration.Name}: the annotation {CertManagerNames.InjectCaFrom} must name a Certificate as NAMESPACE/NAME";
        }
        else if (Certificate(documents, from[1]) is not { } certificate || certificate.Namespace != from[0])
        {
            yield return $"{configuration.Kind} {configuration.Name}: there is no Certificate {from[0]}/{from[1]}";
        }

        foreach (var webhook in configuration.Items("webhooks").Where(each => each.Text("clientConfig", "caBundle").Length > 0))
        {
            yield return $"{configuration.Kind} {configuration.Name}: the caBundle of {webhook.Text("name")} is cert-manager's to write";
        }
    }

    // A process that is told of a folder must find there what a Certificate fills.
    private static IEnumerable<string> MountFaults(IReadOnlyList<YamlDocument> documents, YamlDocument deployment)
    {
        var secrets = documents.Where(each => each.IsOfCertManager).Select(each => each.Text("spec", "secretName")).Where(each => each.Length > 0).ToHashSet(StringComparer.Ordinal);
        foreach (var volume in deployment.Items("spec", "template", "spec", "volumes").Where(each => each.Text("name") == "certificate"))
        {
            var secret = volume.Text("secret", "secretName");
            if (!secrets.Contains(secret))
            {
                yield return $"Deployment {deployment.Name}: no Certificate fills the Secret {secret} that it mounts";
            }
        }
    }

    private static YamlDocument? Certificate(IReadOnlyList<YamlDocument> documents, string name) =>
        documents.FirstOrDefault(each => each.IsOfCertManager && each.Kind == "Certificate" && each.Name == name);
}
