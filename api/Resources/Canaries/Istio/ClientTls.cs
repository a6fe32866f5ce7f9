namespace CanaryMesh.Api.Resources.Canaries.Istio;

/// <summary>TLS towards the app.</summary>
public sealed record ClientTls : Extensible
{
    /// <summary>DISABLE, SIMPLE, MUTUAL or ISTIO_MUTUAL.</summary>
    public string? Mode { get; init; }

    /// <summary>File with the trust anchors.</summary>
    public string? CaCertificates { get; init; }

    /// <summary>File with the client's certificate.</summary>
    public string? ClientCertificate { get; init; }

    /// <summary>File with the client's key.</summary>
    public string? PrivateKey { get; init; }

    /// <summary>Server name that is asked for.</summary>
    public string? Sni { get; init; }

    /// <summary>Names the app's certificate must have.</summary>
    public IReadOnlyList<string>? SubjectAltNames { get; init; }
}
