using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using CanaryMesh.Certs;

namespace CanaryMesh.Bench.Admission;

/// <summary>Calls as the API server does: over kept connections, each trusted by the bundle that stands in the configuration when it is made.</summary>
internal sealed class ReviewClient : IDisposable
{
    private const string Name = "canarymesh-webhook.canarymesh-system.svc";
    private readonly HttpClient _client;
    private readonly Dictionary<(string Leaf, string Bundle), bool> _judged = [];
    private int _handshakes;

    public ReviewClient(int port, Func<string> bundle, TimeSpan connectionLife)
    {
        var handler = new SocketsHttpHandler
        {
            PooledConnectionLifetime = connectionLife,
            UseProxy = false,
            SslOptions = new SslClientAuthenticationOptions
            {
                TargetHost = Name,
                RemoteCertificateValidationCallback = (_, certificate, _, _) =>
                {
                    Interlocked.Increment(ref _handshakes);
                    return IsTrusted((X509Certificate2)certificate!, bundle());
                },
            },
        };
        _client = new HttpClient(handler) { BaseAddress = new Uri($"https://127.0.0.1:{port}/"), Timeout = TimeSpan.FromSeconds(3) };
    }

    public int Handshakes => _handshakes;

    public HashSet<string> Leaves { get; } = [];

    public HashSet<string> Issuers { get; } = [];

    /// <summary>Null if the review was answered as it must be: its uid, allowed, with a patch.</summary>
    public async Task<string?> AskAsync(int number)
    {
        try
        {
            using var content = new ByteArrayContent(ReviewBodies.Body(number)) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
            using var response = await _client.PostAsync(new Uri("inject?timeout=3s", UriKind.Relative), content);
            var text = await response.Content.ReadAsStringAsync();
            return !response.IsSuccessStatusCode ? $"{(int)response.StatusCode} {text}"
                : text.Contains($"\"uid\":\"{ReviewBodies.Uid(number)}\",\"allowed\":true,\"patchType\":\"JSONPatch\"", StringComparison.Ordinal) ? null : text;
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or TaskCanceledException)
        {
            return exception.GetBaseException().Message;
        }
    }

    // Judged once for each leaf and bundle: the bench would measure its own chains otherwise.
    private bool IsTrusted(X509Certificate2 leaf, string bundle)
    {
        lock (Leaves)
        {
            Leaves.Add(leaf.Thumbprint);
            Issuers.Add(leaf.Issuer);
            if (_judged.TryGetValue((leaf.Thumbprint, bundle), out var known))
            {
                return known;
            }

            return _judged[(leaf.Thumbprint, bundle)] = TrustCheck.Fault(leaf, bundle, Name, TimeProvider.System.GetUtcNow()) is null;
        }
    }

    public void Dispose() => _client.Dispose();
}
