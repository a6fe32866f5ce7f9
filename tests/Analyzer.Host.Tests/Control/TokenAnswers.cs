using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Kubernetes;

namespace CanaryMesh.Analyzer.Host.Tests.Control;

/// <summary>An API server that only reviews tokens, and counts how often it is asked.</summary>
internal sealed class TokenAnswers : IKubeApi
{
    public const string Good = """
        {"status":{"authenticated":true,"audiences":["canarymesh-control"],"user":{"username":"system:serviceaccount:shop:default",
        "extra":{"authentication.kubernetes.io/pod-name":["p1"],"authentication.kubernetes.io/pod-uid":["uid-p1"]}}}}
        """;

    public Func<KubeResult> Answer { get; set; } = () => Reviewed(Good);

    public List<JsonObject> Asked { get; } = [];

    public static KubeResult Reviewed(string body) => new(201, JsonNode.Parse(body)!.AsObject(), "", "");

    public Task<KubeResult> CreateAsync(KubeKind kind, string? ns, JsonObject body, CancellationToken cancellation)
    {
        Asked.Add(body);
        return Task.FromResult(kind == KubeKind.TokenReviews ? Answer() : throw new NotSupportedException());
    }

    public Task<KubeResult> GetAsync(KubeKind kind, string? ns, string name, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public Task<KubeResult> ListAsync(KubeKind kind, string? ns, string? labelSelector, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public Task<KubeResult> UpdateAsync(KubeKind kind, string? ns, string name, JsonObject body, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public Task<KubeResult> PatchAsync(
        KubeKind kind, string? ns, string name, PatchKind patchKind, JsonNode patch, string? subresource, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public Task<KubeResult> DeleteAsync(KubeKind kind, string? ns, string name, DeleteOptions? options, CancellationToken cancellation) =>
        throw new NotSupportedException();
}
