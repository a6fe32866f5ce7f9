using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace CanaryMesh.Certs.Tests;

/// <summary>A mounted Secret: files link into ..data, which links to a snapshot and is replaced whole.</summary>
internal sealed class PairFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("pair");
    private int _snapshots;

    public string Path => _folder.FullName;

    /// <summary>A CA as cert-manager would keep it, and a pair it signed.</summary>
    public static (string Certificate, string Key, string Authority) Signed(string name, DateTimeOffset from, CaMaterial? ca = null)
    {
        var authority = ca ?? CaLifecycle.Step(null, from)!;
        using var signer = X509Certificate2.CreateFromPem(authority.Certificates, authority.PrivateKey);
        using var leaf = LeafCertificate.Sign(signer, [name], from);
        using var key = leaf.GetECDsaPrivateKey()!;
        return (leaf.ExportCertificatePem() + "\n", key.ExportPkcs8PrivateKeyPem() + "\n", authority.Certificates);
    }

    public void Swap(string? certificate, string key, string authority)
    {
        var name = $"..snapshot-{_snapshots++}";
        var snapshot = _folder.CreateSubdirectory(name);
        Write(snapshot, "tls.crt", certificate);
        Write(snapshot, "tls.key", key);
        Write(snapshot, "ca.crt", authority);
        var data = System.IO.Path.Combine(Path, "..data");
        File.Delete(data);
        File.CreateSymbolicLink(data, name);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private void Write(DirectoryInfo snapshot, string file, string? text)
    {
        if (text is not null)
        {
            File.WriteAllText(System.IO.Path.Combine(snapshot.FullName, file), text);
        }

        if (!File.Exists(System.IO.Path.Combine(Path, file)))
        {
            File.Delete(System.IO.Path.Combine(Path, file));
            File.CreateSymbolicLink(System.IO.Path.Combine(Path, file), "..data/" + file);
        }
    }
}
