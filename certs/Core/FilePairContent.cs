using System.Security.Cryptography;
using System.Text;

namespace CanaryMesh.Certs;

/// <summary>The three files of a mounted Secret, read as one: the kubelet swaps a link, and both sides of the swap are whole.</summary>
internal sealed record FilePairContent(string Certificates, string PrivateKey, string Authorities)
{
    public const string CertificateFile = "tls.crt";
    public const string KeyFile = "tls.key";
    public const string AuthorityFile = "ca.crt";
    private const string CurrentLink = "..data";
    private const int MostBytes = 256 * 1024;

    public string Fingerprint => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{Certificates}\0{PrivateKey}\0{Authorities}")));

    /// <summary>Null with a fault if a file is missing, unreadable or of a size that no certificate has.</summary>
    public static FilePairContent? Read(string folder, out string? fault)
    {
        try
        {
            var link = new DirectoryInfo(Path.Combine(folder, CurrentLink));
            var current = link.Exists ? link.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? folder : folder;
            var texts = new List<string>();
            foreach (var name in (string[])[CertificateFile, KeyFile, AuthorityFile])
            {
                var file = new FileInfo(Path.Combine(current, name));
                if (!file.Exists || file.Length is 0 or > MostBytes)
                {
                    fault = $"{name} is {(file.Exists ? $"{file.Length} bytes long" : "missing")}";
                    return null;
                }

                texts.Add(File.ReadAllText(file.FullName));
            }

            fault = null;
            return new(texts[0], texts[1], texts[2]);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            fault = $"{folder} cannot be read: {exception.GetType().Name}";
            return null;
        }
    }

    public override string ToString() => "a certificate, its key and its CA";
}
