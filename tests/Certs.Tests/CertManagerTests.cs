using CanaryMesh.Certs.CertManager;
using CanaryMesh.Certs.Command;

namespace CanaryMesh.Certs.Tests;

public sealed class CertManagerTests
{
    private const string Configuration = """
        ---
        apiVersion: admissionregistration.k8s.io/v1
        kind: MutatingWebhookConfiguration
        metadata:
          name: canarymesh
          annotations:
            cert-manager.io/inject-ca-from: shop/canarymesh-webhook
        webhooks:
          - name: inject.canary.footanalytics.io
            clientConfig: {}
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: canarymesh-webhook, namespace: shop}
        spec:
          template:
            spec:
              volumes:
                - {name: certificate, secret: {secretName: canarymesh-webhook-tls}}
        """;

    [Fact]
    public void Rendered_ReadBack_HasNoFault() => Assert.Empty(CertManagerFaults.Of(CertManagerObjects.Render("shop") + Configuration));

    [Theory]
    [InlineData("canarymesh-webhook.shop.svc\n", "webhook.shop.svc\n", "dnsNames must hold canarymesh-webhook.shop.svc")]
    [InlineData("- server auth", "- client auth", "usages must hold")]
    [InlineData("isCA: true", "isCA: false", "no Certificate with isCA fills the Secret canarymesh-issuer-ca")]
    [InlineData("  ca:\n    secretName: canarymesh-issuer-ca", "  selfSigned: {}", "has no CA")]
    [InlineData("duration: 2160h", "duration: 90d", "there is no d")]
    [InlineData("renewBefore: 720h", "renewBefore: 9000h", "renewBefore must be shorter")]
    [InlineData("renewBefore: 720h", "renewBefore: 1m", "at least 5m")]
    [InlineData("algorithm: ECDSA", "algorithm: RSA", "must be ECDSA")]
    [InlineData("rotationPolicy: Always", "rotationPolicy: Never", "must be Always")]
    [InlineData("cert-manager.io/inject-ca-from: shop", "cert-manager.io/inject-ca-from: other", "there is no Certificate other/canarymesh-webhook")]
    [InlineData("cert-manager.io/inject-ca-from", "example.com/inject", "must name a Certificate")]
    [InlineData("clientConfig: {}", "clientConfig: {caBundle: QQ==}", "is cert-manager's to write")]
    [InlineData("{secretName: canarymesh-webhook-tls}", "{secretName: other}", "no Certificate fills the Secret other")]
    [InlineData("kind: Issuer", "kind: Isuer", "there is no Issuer")]
    [InlineData("apiVersion: cert-manager.io/v1", "apiVersion: certmanager.k8s.io/v1alpha1", "there is no Certificate canarymesh-webhook")]
    [InlineData("secretName: canarymesh-control-tls", "secret: canarymesh-control-tls", "secretName is missing")]
    [InlineData("spec:", "spec: [", "not YAML")]
    public void Manifest_WithAFault_IsToldWhichOne(string right, string wrong, string words)
    {
        var manifests = CertManagerObjects.Render("shop") + Configuration;
        Assert.Contains(right, manifests, StringComparison.Ordinal);

        var faults = CertManagerFaults.Of(manifests.Replace(right, wrong, StringComparison.Ordinal));

        Assert.Contains(faults, fault => fault.Contains(words, StringComparison.Ordinal));
    }

    [Fact]
    public void Rendered_ForTheInstallationsNamespace_IsWhatTheOverlayInstalls()
    {
        var overlay = Path.Combine(Root(), "manifests", "overlays", "cert-manager", "certificates.yaml");

        Assert.Equal(CertManagerObjects.Render("canarymesh-system"), string.Join('\n', File.ReadAllLines(overlay).Where(line => !line.StartsWith('#'))) + "\n");
    }

    [Theory]
    [InlineData(0, "render")]
    [InlineData(0, "render", "shop")]
    [InlineData(2, "render", "Shop_1")]
    [InlineData(2)]
    [InlineData(2, "sign")]
    [InlineData(2, "check", "/nonexistent/manifest.yaml")]
    [InlineData(1, "check", "-")]
    [InlineData(1, "pair", "/nonexistent", "shop.svc")]
    public async Task Command_AsAsked_EndsWith(int expected, params string[] arguments)
    {
        var (output, errors) = (new StringWriter(), new StringWriter());

        Assert.Equal(expected, await CertificateCommand.RunAsync(arguments, new StringReader("kind: Nothing\n"), output, errors));

        Assert.NotEmpty(expected == 0 ? output.ToString() : errors.ToString());
    }

    [Fact]
    public async Task Command_RenderThenCheck_FindsNoFault()
    {
        var (rendered, said, errors) = (new StringWriter(), new StringWriter(), new StringWriter());
        await CertificateCommand.RunAsync(["render", "shop"], TextReader.Null, rendered, errors);

        Assert.Equal(0, await CertificateCommand.RunAsync(["check"], new StringReader(rendered.ToString()), said, errors));
        Assert.Equal("", errors.ToString());
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "CanaryMesh.sln")))
        {
            folder = folder.Parent;
        }

        return folder.FullName;
    }
}
