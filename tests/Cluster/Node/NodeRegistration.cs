using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Api;

namespace CanaryMesh.Cluster.Node;

/// <summary>The Node object and its Lease, written at the start and kept fresh.</summary>
internal sealed class NodeRegistration(IClusterApi api, NodeOptions options)
{
    public const string KubeletVersion = "v1.36.2";

    private const int Exists = 409;
    private const string LeaseNamespace = "kube-node-lease";
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(10);

    private readonly Identity identity = NodeIdentity.Of(options.Name);

    public async Task RegisterAsync(CancellationToken cancel)
    {
        var created = await CreateAsync(NodeKinds.Nodes, null, NodeObject.Describe(options.Name), cancel).ConfigureAwait(false);
        if (created is not null)
        {
            var node = created.DeepClone().AsObject();
            node["status"] = NodeObject.Status(options.Name, options.Time.GetUtcNow());
            await api.UpdateAsync(NodeKinds.Nodes, node, "status", identity, cancel).ConfigureAwait(false);
        }
    }

    public async Task KeepAliveAsync(CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            try
            {
                await RenewAsync(cancel).ConfigureAwait(false);
            }
            catch (ApiException)
            {
                // The namespace of leases may come later than the node; the next beat tries again.
            }

            await Task.Delay(Beat, options.Time, cancel).ConfigureAwait(false);
        }
    }

    private async Task RenewAsync(CancellationToken cancel)
    {
        if (api.Get(NodeKinds.Leases, LeaseNamespace, options.Name) is { } lease)
        {
            var renewed = lease.DeepClone().AsObject();
            renewed["spec"]!["renewTime"] = Timestamps.Micros(options.Time.GetUtcNow());
            await api.UpdateAsync(NodeKinds.Leases, renewed, null, identity, cancel).ConfigureAwait(false);
            return;
        }

        var fresh = new JsonObject
        {
            ["apiVersion"] = "coordination.k8s.io/v1", ["kind"] = "Lease",
            ["metadata"] = new JsonObject { ["name"] = options.Name, ["namespace"] = LeaseNamespace },
            ["spec"] = new JsonObject
            {
                ["holderIdentity"] = options.Name, ["leaseDurationSeconds"] = 40, ["renewTime"] = Timestamps.Micros(options.Time.GetUtcNow()),
            },
        };
        await CreateAsync(NodeKinds.Leases, LeaseNamespace, fresh, cancel).ConfigureAwait(false);
    }

    private async Task<JsonObject?> CreateAsync(GroupResource kind, string? @namespace, JsonObject body, CancellationToken cancel)
    {
        try
        {
            return await api.CreateAsync(kind, @namespace, body, identity, cancel).ConfigureAwait(false);
        }
        catch (ApiException there) when (there.Code == Exists)
        {
            return api.Get(kind, @namespace, options.Name);
        }
    }
}
