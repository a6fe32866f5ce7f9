using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using k8s;

namespace CanaryMesh.Mesh.Watching;

/// <summary>The API server with a kubeconfig's credentials.</summary>
internal sealed class ClusterApi : IDisposable
{
    private readonly Kubernetes _library;

    public ClusterApi(string kubeconfig) => _library = new Kubernetes(KubernetesClientConfiguration.BuildConfigFromConfigFile(kubeconfig));

    /// <summary>Null: the kind is not served.</summary>
    public async Task<JsonElement?> ListAsync(string path, CancellationToken cancel)
    {
        using var answer = await SendAsync(HttpMethod.Get, path, null, cancel);
        if (answer.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }
        answer.EnsureSuccessStatusCode();
        using var document = await JsonDocument.ParseAsync(await answer.Content.ReadAsStreamAsync(cancel), default, cancel);
        return document.RootElement.Clone();
    }

    /// <summary>The lines of a watch, as they come.</summary>
    public async Task<HttpResponseMessage> WatchAsync(string path, CancellationToken cancel)
    {
        var answer = await SendAsync(HttpMethod.Get, path, null, cancel);
        return answer.EnsureSuccessStatusCode();
    }

    /// <summary>False: the object changed in between, or is gone.</summary>
    public async Task<bool> PatchAsync(string path, JsonObject patch, CancellationToken cancel)
    {
        using var body = new StringContent(patch.ToJsonString(), Encoding.UTF8, "application/merge-patch+json");
        using var answer = await SendAsync(HttpMethod.Patch, path, body, cancel);
        return answer.IsSuccessStatusCode;
    }

    public void Dispose() => _library.Dispose();

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, HttpContent? body, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(method, new Uri(_library.BaseUri, path))
        {
            Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionOrLower, Content = body,
        };
        request.Headers.Accept.ParseAdd("application/json");
        if (_library.Credentials is { } credentials)
        {
            await credentials.ProcessHttpRequestAsync(request, cancel);
        }
        return await _library.HttpClient.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
    }
}
