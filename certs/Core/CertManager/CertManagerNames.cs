namespace CanaryMesh.Certs.CertManager;

/// <summary>Names of the objects by which cert-manager keeps an installation's certificates.</summary>
public static class CertManagerNames
{
    /// <summary>API version of its objects.</summary>
    public const string ApiVersion = "cert-manager.io/v1";

    /// <summary>Annotation of a webhook configuration: the Certificate whose CA goes into the bundles, as NAMESPACE/NAME.</summary>
    public const string InjectCaFrom = "cert-manager.io/inject-ca-from";

    /// <summary>Issuer that signs the CA, once.</summary>
    public const string SelfSigned = "canarymesh-selfsigned";

    /// <summary>Certificate of the CA, and the Issuer that signs with it.</summary>
    public const string Authority = "canarymesh-ca";

    /// <summary>Secret of the CA. Not the one that an installation without cert-manager keeps its own in.</summary>
    public const string AuthoritySecret = "canarymesh-issuer-ca";

    /// <summary>Certificate of the webhook, and the Service it is for.</summary>
    public const string Webhook = "canarymesh-webhook";

    /// <summary>Certificate of the control channel, and the Service it is for.</summary>
    public const string Control = "canarymesh-control";

    /// <summary>Secret of a serving certificate.</summary>
    public static string SecretOf(string certificate) => certificate + "-tls";
}
