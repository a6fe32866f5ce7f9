using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Kubernetes;

namespace CanaryMesh.Analyzer.Leadership;

/// <summary>Writes the Lease whole, each time under the resourceVersion it was read with: of two candidates one is refused.</summary>
internal sealed class LeaseClient(IKubeApi api, string ns, string name, string identity, LeaseTiming timing, TimeProvider time)
{
    public string Identity => identity;

    public Task<KubeResult> GetAsync(CancellationToken cancellation) => api.GetAsync(KubeKind.Leases, ns, name, cancellation);

    public Task<KubeResult> CreateAsync(ulong transitions, CancellationToken cancellation) =>
        api.CreateAsync(KubeKind.Leases, ns, Body(null, identity, transitions, Now()), cancellation);

    public Task<KubeResult> TakeAsync(LeaseRecord from, CancellationToken cancellation) =>
        PutAsync(from.Version, identity, from.Transitions + 1, Now(), cancellation);

    public Task<KubeResult> RenewAsync(LeaseRecord own, CancellationToken cancellation) =>
        PutAsync(own.Version, identity, own.Transitions, own.AcquireTime, cancellation);

    /// <summary>Leaves the Lease without a holder, so that another need not wait for its end. The term stays: it must never fall.</summary>
    public Task<KubeResult> ReleaseAsync(LeaseRecord own, CancellationToken cancellation) =>
        PutAsync(own.Version, "", own.Transitions, own.AcquireTime, cancellation);

    private Task<KubeResult> PutAsync(string version, string holder, ulong transitions, string acquired, CancellationToken cancellation) =>
        api.UpdateAsync(KubeKind.Leases, ns, name, Body(version, holder, transitions, acquired), cancellation);

    private string Now() => KubeTime.Micro(time.GetUtcNow());

    private JsonObject Body(string? version, string holder, ulong transitions, string acquired)
    {
        var metadata = new JsonObject { ["name"] = name, ["namespace"] = ns };
        if (version is not null)
        {
            metadata["resourceVersion"] = version;
        }

        var spec = new JsonObject
        {
            ["leaseDurationSeconds"] = holder.Length == 0 ? 1 : (int)timing.Duration.TotalSeconds,
            ["leaseTransitions"] = transitions,
            ["renewTime"] = Now(),
        };
        Add(spec, "holderIdentity", holder);
        Add(spec, "acquireTime", acquired);
        return new JsonObject { ["apiVersion"] = "coordination.k8s.io/v1", ["kind"] = "Lease", ["metadata"] = metadata, ["spec"] = spec };
    }

    private static void Add(JsonObject spec, string field, string value)
    {
        if (value.Length > 0)
        {
            spec[field] = value;
        }
    }
}
