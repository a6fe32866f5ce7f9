using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Http;
using CanaryMesh.Cluster.Json;

namespace CanaryMesh.Cluster.Golden;

/// <summary>Sends a record's requests.</summary>
internal sealed class GoldenClient : IDisposable
{
    private readonly HttpClient client;
    private readonly string admin;

    public GoldenClient(GoldenTarget target)
    {
        var handler = new SocketsHttpHandler { UseProxy = false, MaxConnectionsPerServer = 500 };
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.ImportFromPem(target.AuthorityPem);
        handler.SslOptions.CertificateChainPolicy = policy;
        client = new HttpClient(handler) { BaseAddress = target.Address, Timeout = TimeSpan.FromMinutes(3) };
        admin = target.AdminToken;
    }

    public async Task<GoldenAnswer> SendAsync(JsonObject request, CancellationToken cancel)
    {
        using var message = Message(request);
        using var response = await client.SendAsync(message, cancel);
        var text = await response.Content.ReadAsStringAsync(cancel);
        var body = BodyReader.Parse(Encoding.UTF8.GetBytes(text), false, [], out _);
        return new GoldenAnswer((int)response.StatusCode, Header(response, "Warning"), Header(response, "Retry-After"), text, body ?? JsonValue.Create(text));
    }

    public Task<HttpResponseMessage> OpenAsync(JsonObject request, CancellationToken cancel) =>
        client.SendAsync(Message(request), HttpCompletionOption.ResponseHeadersRead, cancel);

    public void Dispose() => client.Dispose();

    private HttpRequestMessage Message(JsonObject request)
    {
        var message = new HttpRequestMessage(new HttpMethod(request.Text("method") ?? "GET"), request.Text("path") + Query(request));
        message.Headers.TryAddWithoutValidation("User-Agent", "golden/1");
        message.Headers.TryAddWithoutValidation("Accept", request.Text("accept") ?? "application/json");
        Credentials(request, message);
        var content = request.Text("raw") ?? (request.ContainsKey("body") ? JsonText.Write(request["body"]) : null);
        if (content is not null)
        {
            message.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(content));
            message.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(request.Text("type") ?? "application/json");
        }

        return message;
    }

    private void Credentials(JsonObject request, HttpRequestMessage message)
    {
        var bearer = request.Text("bearer") ?? (request.Text("as") == "anonymous" ? null : admin);
        if (bearer is not null)
        {
            message.Headers.TryAddWithoutValidation("Authorization", "Bearer " + bearer);
        }

        if (request.Object("as") is { } other)
        {
            message.Headers.TryAddWithoutValidation("Impersonate-User", other.Text("user"));
            foreach (var group in other.Array("groups") ?? [])
            {
                message.Headers.TryAddWithoutValidation("Impersonate-Group", group.Text());
            }
        }
    }

    private static string Query(JsonObject request)
    {
        var parts = (request.Object("query") ?? []).Select(p => $"{Uri.EscapeDataString(p.Key)}={Uri.EscapeDataString(p.Value.Text() ?? p.Value?.ToJsonString() ?? "")}").ToList();
        return parts.Count == 0 ? "" : "?" + string.Join('&', parts);
    }

    private static List<string> Header(HttpResponseMessage response, string name) =>
        response.Headers.NonValidated.TryGetValues(name, out var values) ? [.. values] : [];
}
