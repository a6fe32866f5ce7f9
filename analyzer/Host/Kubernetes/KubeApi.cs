using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CanaryMesh.Api.Names;

namespace CanaryMesh.Analyzer.Kubernetes;

internal sealed class KubeApi(KubeConnection connection, TimeProvider time) : IKubeApi
{
    private const int PageSize = 500;
    private const string Manager = "fieldManager=" + Installation.FieldManager;

    /// <summary>Deadline of one call, answer included.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(10);

    public Task<KubeResult> GetAsync(KubeKind kind, string? ns, string name, CancellationToken cancellation) =>
        CallAsync(HttpMethod.Get, kind.Path(ns, name), null, kind.MetadataOnly ? KubeConnection.MetadataOnly : KubeConnection.Json, cancellation);

    public async Task<KubeResult> ListAsync(KubeKind kind, string? ns, string? labelSelector, CancellationToken cancellation) =>
        await ListAsync(new WatchScope(kind, ns, labelSelector), cancellation);

    /// <summary>A consistent list, read in pages; the answer of the last page holds the items of all.</summary>
    public async Task<KubeResult> ListAsync(WatchScope scope, CancellationToken cancellation)
    {
        var before = new JsonArray();
        string? next = null;
        while (true)
        {
            var page = next is null ? "" : "&continue=" + Uri.EscapeDataString(next);
            var result = await CallAsync(HttpMethod.Get, $"{scope.Path}&limit={PageSize}{page}", null, scope.Kind.MetadataOnly ? KubeConnection.MetadataListOnly : KubeConnection.Json, cancellation);
            if (!result.Ok || result.Object is null)
            {
                return result;
            }

            KubeList.Append(result.Object, before);
            next = (string?)result.Object["metadata"]?["continue"];
            if (string.IsNullOrEmpty(next))
            {
                result.Object["items"] = before;
                return result;
            }
        }
    }

    public Task<KubeResult> CreateAsync(KubeKind kind, string? ns, JsonObject body, CancellationToken cancellation) =>
        CallAsync(HttpMethod.Post, $"{kind.Path(ns)}?{Manager}", body, "application/json", cancellation);

    public Task<KubeResult> UpdateAsync(KubeKind kind, string? ns, string name, JsonObject body, CancellationToken cancellation) =>
        CallAsync(HttpMethod.Put, $"{kind.Path(ns, name)}?{Manager}", body, "application/json", cancellation);

    public Task<KubeResult> PatchAsync(
        KubeKind kind, string? ns, string name, PatchKind patchKind, JsonNode patch, string? subresource, CancellationToken cancellation)
    {
        var force = patchKind == PatchKind.Apply ? "&force=true" : "";
        var path = $"{kind.Path(ns, name, subresource)}?{Manager}{force}";
        return CallAsync(HttpMethod.Patch, path, patch, MediaType(patchKind), cancellation);
    }

    public Task<KubeResult> DeleteAsync(KubeKind kind, string? ns, string name, DeleteOptions? options, CancellationToken cancellation) =>
        CallAsync(HttpMethod.Delete, kind.Path(ns, name), (options ?? new DeleteOptions()).ToJson(), "application/json", cancellation);

    private static string MediaType(PatchKind kind) => kind switch
    {
        PatchKind.Merge => "application/merge-patch+json",
        PatchKind.Json => "application/json-patch+json",
        PatchKind.Strategic => "application/strategic-merge-patch+json",
        PatchKind.Apply => "application/apply-patch+yaml",
    };

    private async Task<KubeResult> CallAsync(
        HttpMethod method, string path, JsonNode? body, string mediaType, CancellationToken cancellation)
    {
        using var deadline = new CancellationTokenSource(Deadline, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellation, deadline.Token);
        try
        {
            using var content = body is null ? null : Content(body, mediaType);
            using var response = await connection.SendAsync(method, path, content, both.Token, body is null ? mediaType : KubeConnection.Json);
            return await KubeAnswer.ReadAsync(response, both.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return KubeResult.NoAnswer($"the API server gave no answer within {Deadline.TotalSeconds:0.#} s");
        }
        catch (Exception exception) when (IsTransport(exception))
        {
            return KubeResult.NoAnswer($"the API server could not be reached: {exception.Message}");
        }
    }

    /// <summary>Faults of the way there, or of the file that holds our token.</summary>
    internal static bool IsTransport(Exception exception) =>
        exception is HttpRequestException or IOException or UnauthorizedAccessException or k8s.Exceptions.KubernetesClientException;

    private static StringContent Content(JsonNode body, string mediaType) =>
        new(body.ToJsonString(), Encoding.UTF8, new MediaTypeHeaderValue(mediaType));
}
