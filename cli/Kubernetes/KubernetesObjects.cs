using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CanaryMesh.Api.Templates;
using CanaryMesh.Cli.Objects;

namespace CanaryMesh.Cli.Kubernetes;

/// <summary>Raw objects over the Kubernetes API: address, TLS and credentials are the library's.</summary>
internal sealed class KubernetesObjects(k8s.Kubernetes client, TimeSpan patience) : IClusterObjects
{
    private const string Json = "application/json";
    private const string MetadataOnly = "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1";
    private const int PageSize = 500;

    public Task<Answer<JsonObject>> GetAsync(ObjectRef thing, CancellationToken stop) =>
        CallAsync(HttpMethod.Get, thing.Kind.Path(thing.Namespace, thing.Name), $"{thing}", null, Json, stop);

    public Task<Answer<JsonObject>> DocumentAsync(string path, CancellationToken stop) => CallAsync(HttpMethod.Get, path, path, null, Json, stop);

    public Task<Answer<IReadOnlyList<JsonObject>>> ListAsync(ObjectKind kind, string? namespaceName, CancellationToken stop) =>
        ListAsync(kind, namespaceName, Json, stop);

    public Task<Answer<IReadOnlyList<JsonObject>>> ListMetadataAsync(ObjectKind kind, string? namespaceName, CancellationToken stop) =>
        ListAsync(kind, namespaceName, MetadataOnly, stop);

    public Task<Answer<JsonObject>> PatchAsync(ObjectRef thing, JsonNode patch, CancellationToken stop) => CallAsync(
        HttpMethod.Patch, thing.Kind.Path(thing.Namespace, thing.Name), $"{thing}", patch, patch is JsonArray ? "application/json-patch+json" : "application/merge-patch+json", stop);

    public Task<Answer<JsonObject>> CreateAsync(ObjectKind kind, JsonObject body, CancellationToken stop) =>
        CallAsync(HttpMethod.Post, kind.Path(null), $"the resource {kind.Plural}", body, Json, stop);

    public Task<Answer<JsonObject>> DeleteAsync(ObjectRef thing, CancellationToken stop) => CallAsync(
        HttpMethod.Delete, thing.Kind.Path(thing.Namespace, thing.Name), $"{thing}", new JsonObject { ["propagationPolicy"] = "Background" }, Json, stop);

    private async Task<Answer<IReadOnlyList<JsonObject>>> ListAsync(ObjectKind kind, string? namespaceName, string accepted, CancellationToken stop)
    {
        var found = new List<JsonObject>();
        string? next = null;
        do
        {
            var page = next is null ? "" : "&continue=" + Uri.EscapeDataString(next);
            var answer = await CallAsync(HttpMethod.Get, $"{kind.Path(namespaceName)}?limit={PageSize}{page}", $"the resource {kind.Plural}", null, accepted, stop);
            if (answer.Value is not { } list)
            {
                return Answer<IReadOnlyList<JsonObject>>.Failed(answer.ExitCode, answer.Fault);
            }
            found.AddRange(list.Objects("items"));
            next = list.Text("metadata", "continue");
        }
        while (next is { Length: > 0 });
        return Answer<IReadOnlyList<JsonObject>>.Of(found);
    }

    private Task<Answer<JsonObject>> CallAsync(HttpMethod method, string path, string subject, JsonNode? body, string mediaType, CancellationToken stop) =>
        ApiCall.AnswerAsync(subject, async () =>
        {
            using var deadline = CancellationTokenSource.CreateLinkedTokenSource(stop);
            deadline.CancelAfter(patience);
            using var content = body is null ? null : new StringContent(body.ToJsonString(), Encoding.UTF8, new MediaTypeHeaderValue(mediaType));
            using var request = new HttpRequestMessage(method, new Uri(client.BaseUri, path)) { Content = content };
            request.Headers.Accept.ParseAdd(body is null ? mediaType : Json);
            if (client.Credentials is { } credentials)
            {
                await credentials.ProcessHttpRequestAsync(request, deadline.Token);
            }
            using var response = await client.HttpClient.SendAsync(request, deadline.Token);
            var text = await response.Content.ReadAsStringAsync(deadline.Token);
            return response.IsSuccessStatusCode
                ? JsonNode.Parse(text) as JsonObject ?? throw new JsonException("no object")
                : throw new ApiRefusedException(response.StatusCode, text);
        });
}
