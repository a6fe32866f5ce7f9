using System.Security.Cryptography.X509Certificates;
using CanaryMesh.Cluster.Api;

namespace CanaryMesh.Cluster.Access;

/// <summary>The common name is the user, organizations are the groups.</summary>
internal static class CertificateIdentity
{
    public static Identity Of(X509Certificate2 certificate)
    {
        var parts = certificate.SubjectName.EnumerateRelativeDistinguishedNames()
            .Select(n => (Kind: n.GetSingleElementType().Value, Value: n.GetSingleElementValue() ?? "")).ToList();
        var user = parts.FirstOrDefault(p => p.Kind == "2.5.4.3").Value;
        return new Identity(user ?? "", [.. parts.Where(p => p.Kind == "2.5.4.10").Select(p => p.Value), "system:authenticated"]);
    }
}
