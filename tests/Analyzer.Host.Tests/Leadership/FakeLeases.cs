using System.Globalization;
using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Kubernetes;

namespace CanaryMesh.Analyzer.Host.Tests.Leadership;

/// <summary>One Lease in memory, guarded by its resourceVersion as the API server guards it; can be told to fail.</summary>
internal sealed class FakeLeases : IKubeApi
{
    private readonly Lock _lock = new();
    private JsonObject? _lease;
    private int _version;

    /// <summary>Every call gets this answer while it is set.</summary>
    public KubeResult? Failure { get; set; }

    /// <summary>The next write is stored, but its answer is lost.</summary>
    public bool LoseNextAnswer { get; set; }

    public JsonObject? Spec => (JsonObject?)_lease?["spec"]?.DeepClone();

    public void Put(string holder, int transitions, int seconds = 15)
    {
        lock (_lock)
        {
            Store(new JsonObject
            {
                ["metadata"] = new JsonObject(),
                ["spec"] = new JsonObject
                {
                    ["holderIdentity"] = holder.Length == 0 ? null : holder,
                    ["leaseTransitions"] = transitions,
                    ["leaseDurationSeconds"] = seconds,
                },
            });
        }
    }

    public Task<KubeResult> GetAsync(KubeKind kind, string? ns, string name, CancellationToken cancellation) =>
        Call(() => _lease is null ? new KubeResult(404, null, "NotFound", "") : Found(200));

    public Task<KubeResult> CreateAsync(KubeKind kind, string? ns, JsonObject body, CancellationToken cancellation) =>
        Call(() =>
        {
            if (_lease is not null)
            {
                return new KubeResult(409, null, "AlreadyExists", "");
            }

            Store(body);
            return Found(201);
        });

    public Task<KubeResult> UpdateAsync(KubeKind kind, string? ns, string name, JsonObject body, CancellationToken cancellation) =>
        Call(() =>
        {
            if ((string?)body["metadata"]?["resourceVersion"] != (string?)_lease?["metadata"]?["resourceVersion"])
            {
                return new KubeResult(409, null, "Conflict", "");
            }

            Store(body);
            var lost = LoseNextAnswer;
            LoseNextAnswer = false;
            return lost ? KubeResult.NoAnswer("lost") : Found(200);
        });

    public Task<KubeResult> ListAsync(KubeKind kind, string? ns, string? labelSelector, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public Task<KubeResult> PatchAsync(
        KubeKind kind, string? ns, string name, PatchKind patchKind, JsonNode patch, string? subresource, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public Task<KubeResult> DeleteAsync(KubeKind kind, string? ns, string name, DeleteOptions? options, CancellationToken cancellation) =>
        throw new NotSupportedException();

    private Task<KubeResult> Call(Func<KubeResult> answer)
    {
        lock (_lock)
        {
            return Task.FromResult(Failure ?? answer());
        }
    }

    private KubeResult Found(int code) => new(code, (JsonObject)_lease!.DeepClone(), "", "");

    private void Store(JsonObject lease)
    {
        _lease = (JsonObject)lease.DeepClone();
        _lease["metadata"]!["resourceVersion"] = (++_version).ToString(CultureInfo.InvariantCulture);
    }
}
