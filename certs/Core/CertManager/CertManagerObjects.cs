using YamlDotNet.Serialization;

namespace CanaryMesh.Certs.CertManager;

/// <summary>The Issuers and Certificates of an installation. A CA of its own and not a self-signed leaf: the leaf's renewal then changes
/// nothing of what clients trust.</summary>
public static class CertManagerObjects
{
    private static readonly ISerializer Yaml = new SerializerBuilder().WithIndentedSequences().Build();

    /// <summary>All of them as YAML documents.</summary>
    public static string Render(string @namespace) => string.Join("---\n", Objects(@namespace).Select(each => Yaml.Serialize(each)));

    private static IEnumerable<Dictionary<string, object>> Objects(string @namespace) =>
    [
        Issuer(@namespace, CertManagerNames.SelfSigned, new() { ["selfSigned"] = new Dictionary<string, object>() }),
        Certificate(@namespace, CertManagerNames.Authority, AuthoritySpec()),
        Issuer(@namespace, CertManagerNames.Authority, new() { ["ca"] = new Dictionary<string, object> { ["secretName"] = CertManagerNames.AuthoritySecret } }),
        Certificate(@namespace, CertManagerNames.Webhook, ServingSpec(@namespace, CertManagerNames.Webhook)),
        Certificate(@namespace, CertManagerNames.Control, ServingSpec(@namespace, CertManagerNames.Control)),
    ];

    // Its key stays when it is renewed: whoever trusts the CA of before still trusts what the CA of today signs.
    private static Dictionary<string, object> AuthoritySpec() => new()
    {
        ["isCA"] = true,
        ["commonName"] = "CanaryMesh CA",
        ["secretName"] = CertManagerNames.AuthoritySecret,
        ["duration"] = "87600h",
        ["renewBefore"] = "29200h",
        ["privateKey"] = Key("Never"),
        ["issuerRef"] = Issuer(CertManagerNames.SelfSigned),
    };

    private static Dictionary<string, object> ServingSpec(string @namespace, string service) => new()
    {
        ["secretName"] = CertManagerNames.SecretOf(service),
        ["dnsNames"] = new[] { $"{service}.{@namespace}.svc", $"{service}.{@namespace}.svc.cluster.local" },
        ["usages"] = new[] { "server auth", "digital signature" },
        ["duration"] = "2160h",
        ["renewBefore"] = "720h",
        ["privateKey"] = Key("Always"),
        ["issuerRef"] = Issuer(CertManagerNames.Authority),
    };

    private static Dictionary<string, object> Key(string rotation) => new() { ["algorithm"] = "ECDSA", ["size"] = 256, ["rotationPolicy"] = rotation };

    private static Dictionary<string, object> Issuer(string name) => new() { ["group"] = "cert-manager.io", ["kind"] = "Issuer", ["name"] = name };

    private static Dictionary<string, object> Issuer(string @namespace, string name, Dictionary<string, object> spec) => Thing("Issuer", @namespace, name, spec);

    private static Dictionary<string, object> Certificate(string @namespace, string name, Dictionary<string, object> spec) =>
        Thing("Certificate", @namespace, name, spec);

    private static Dictionary<string, object> Thing(string kind, string @namespace, string name, Dictionary<string, object> spec) => new()
    {
        ["apiVersion"] = CertManagerNames.ApiVersion,
        ["kind"] = kind,
        ["metadata"] = new Dictionary<string, object> { ["name"] = name, ["namespace"] = @namespace },
        ["spec"] = spec,
    };
}
