using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Api;
using CanaryMesh.Cluster.Controllers.EndpointSlices;
using CanaryMesh.Cluster.Controllers.Objects;
using CanaryMesh.Cluster.Controllers.Running;
using CanaryMesh.Cluster.Json;

namespace CanaryMesh.Cluster.Controllers.Endpoints;

/// <summary>Keeps a Service's Endpoints, the older form of its slices, which some clients still watch.</summary>
internal sealed class EndpointsController
{
    private static readonly Identity Actor = Identity.ServiceAccount("kube-system", "endpoint-controller");

    private readonly IClusterApi api;

    public EndpointsController(Feeds feeds, IClusterApi api, TimeProvider time, ILogger log)
    {
        this.api = api;
        Loop = new ControlLoop<ObjectKey>("endpoint-controller", 5, time, log, ReconcileAsync);
        feeds.On(Resources.Services, c => Loop.Queue.Add(ObjectKey.Of(c.Latest)));
        feeds.On(Resources.EndpointSlices, OnSlice);
    }

    public ControlLoop<ObjectKey> Loop { get; }

    private async Task ReconcileAsync(ObjectKey key, CancellationToken cancel)
    {
        var current = api.Get(Resources.Endpoints, key.Namespace, key.Name);
        if (api.Get(Resources.Services, key.Namespace, key.Name) is not { } service || service.BeingDeleted())
        {
            if (EndpointsContent.IsOurs(current))
            {
                await api.DeleteAsync(Resources.Endpoints, key.Namespace, key.Name, current.Uid(), null, null, Actor, cancel);
            }

            return;
        }

        if (service.Object("spec", "selector") is { Count: > 0 } && service.Text("spec", "type") != "ExternalName")
        {
            var slices = api.List(Resources.EndpointSlices, key.Namespace).Items.Where(s => SliceLabels.ServiceOf(s) == key.Name && !s.BeingDeleted());
            await WriteAsync(current, EndpointsContent.For(service, slices), cancel);
        }
    }

    private async Task WriteAsync(JsonObject? current, JsonObject wished, CancellationToken cancel)
    {
        if (current is null)
        {
            await api.CreateAsync(Resources.Endpoints, wished.Namespace(), wished, Actor, cancel);
            return;
        }

        if (JsonAccess.Same(current["subsets"], wished["subsets"]) && JsonAccess.Same(current.At("metadata", "labels"), wished.At("metadata", "labels")))
        {
            return;
        }

        wished.Meta()["resourceVersion"] = current.Text("metadata", "resourceVersion");
        await api.UpdateAsync(Resources.Endpoints, wished, null, Actor, cancel);
    }

    private void OnSlice(ObjectChange change)
    {
        foreach (var slice in change.Both)
        {
            if (SliceLabels.ServiceOf(slice) is { } service)
            {
                Loop.Queue.Add(new ObjectKey(slice.Namespace(), service));
            }
        }
    }
}
