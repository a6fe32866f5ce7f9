using System.Collections.Concurrent;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using CanaryMesh.Analyzer.Prometheus;

namespace CanaryMesh.Analyzer.Sources;

/// <summary>A guarded client for each way to trust: connections are kept, and never used for another trust than they were made with.</summary>
internal sealed class GuardedClients(OutboundRule rule) : IDisposable
{
    private const int Most = 64;
    private readonly ConcurrentDictionary<MetricTls, Lazy<HttpClient>> _clients = [];

    /// <summary>Null if certificates or key cannot be read.</summary>
    public HttpClient? For(MetricTls tls)
    {
        // Secrets that are rotated leave clients behind; the few in use are made again.
        if (_clients.Count > Most)
        {
            _clients.Clear();
        }

        try
        {
            return _clients.GetOrAdd(tls, key => new(() => GuardedHttp.Create(rule, Options(key)))).Value;
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException)
        {
            _clients.TryRemove(tls, out _);
            return null;
        }
    }

    public void Dispose()
    {
        foreach (var client in _clients.Values.Where(each => each.IsValueCreated))
        {
            client.Value.Dispose();
        }
    }

    private static SslClientAuthenticationOptions Options(MetricTls tls)
    {
        if (tls == MetricTls.Ordinary)
        {
            return new();
        }

        var options = new SslClientAuthenticationOptions();
        if (tls.Certificate is not null && tls.Key is not null)
        {
            options.ClientCertificates = [X509Certificate2.CreateFromPem(tls.Certificate, tls.Key)];
        }

        if (tls.AcceptsAny)
        {
            options.RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is not null;
        }
        else if (tls.Authority is not null)
        {
            options.CertificateChainPolicy = Trusting(tls.Authority);
        }

        return options;
    }

    private static X509ChainPolicy Trusting(string authority)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.ImportFromPem(authority);
        return policy.CustomTrustStore.Count > 0 ? policy : throw new CryptographicException("no certificate");
    }
}
