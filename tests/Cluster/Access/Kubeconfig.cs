using System.Text;

namespace CanaryMesh.Cluster.Access;

/// <summary>The administrator's way in.</summary>
internal sealed record Kubeconfig(string AuthorityPem, string Token)
{
    public string Write(Uri address) => $$"""
        apiVersion: v1
        kind: Config
        clusters:
        - name: embedded
          cluster:
            server: {{address.AbsoluteUri.TrimEnd('/')}}
            certificate-authority-data: {{Convert.ToBase64String(Encoding.UTF8.GetBytes(AuthorityPem))}}
        users:
        - name: admin
          user:
            token: {{Token}}
        contexts:
        - name: embedded
          context:
            cluster: embedded
            user: admin
        current-context: embedded

        """;
}
