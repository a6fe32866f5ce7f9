using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using CanaryMesh.Certs;
using CanaryMesh.Webhook.Configuration;

namespace CanaryMesh.Webhook.Serving;

/// <summary>Calls this process as the API server does: one TLS handshake judged by the bundle, one review. It also warms the path, so that
/// the first real review meets its deadline.</summary>
internal sealed class SelfCall(Surroundings surroundings, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public async Task<string?> FaultAsync(string bundle, CancellationToken cancellation)
    {
        using var handler = new SocketsHttpHandler
        {
            UseProxy = false,
            SslOptions = new SslClientAuthenticationOptions
            {
                TargetHost = surroundings.ServiceName,
                RemoteCertificateValidationCallback = (_, certificate, chain, _) =>
                    certificate is X509Certificate2 leaf && TrustCheck.Fault(leaf, chain?.ChainPolicy.ExtraStore ?? [], bundle, surroundings.ServiceName, time.GetUtcNow()) is null,
            },
        };
        using var client = new HttpClient(handler) { Timeout = Patience };
        var address = IPAddress.Parse(surroundings.Addresses[0]);
        var uri = new Uri($"https://{new IPEndPoint(address, surroundings.Port)}/inject?timeout=3s");
        try
        {
            using var content = new StringContent(CannedReview.Pod, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
            using var response = await client.PostAsync(uri, content, cancellation);

            // Overload is said openly, by a process that is well: leaving the endpoints would only put its load on the other replica.
            return response.IsSuccessStatusCode || response.StatusCode == HttpStatusCode.ServiceUnavailable ? null : $"a review of our own was answered {(int)response.StatusCode}";
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or TaskCanceledException)
        {
            return $"a call of our own failed: {exception.Message}";
        }
    }
}
