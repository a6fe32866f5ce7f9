using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Api;
using CanaryMesh.Cluster.Controllers.Objects;
using CanaryMesh.Cluster.Controllers.Running;
using CanaryMesh.Cluster.Json;

namespace CanaryMesh.Cluster.Controllers.EndpointSlices;

/// <summary>Lists the pods a Service selects, with the ports at which each is reached.</summary>
internal sealed class EndpointSliceController
{
    private static readonly Identity Actor = Identity.ServiceAccount("kube-system", "endpointslice-controller");

    private readonly IClusterApi api;

    public EndpointSliceController(Feeds feeds, IClusterApi api, TimeProvider time, ILogger log)
    {
        this.api = api;
        Loop = new ControlLoop<ObjectKey>("endpointslice-controller", 5, time, log, ReconcileAsync);
        feeds.On(Resources.Services, c => Loop.Queue.Add(ObjectKey.Of(c.Latest)));
        feeds.On(Resources.Pods, OnPod);
        feeds.On(Resources.EndpointSlices, OnSlice);
        feeds.On(Resources.Nodes, OnNode);
    }

    public ControlLoop<ObjectKey> Loop { get; }

    private async Task ReconcileAsync(ObjectKey key, CancellationToken cancel)
    {
        if (api.Get(Resources.Services, key.Namespace, key.Name) is not { } service || service.BeingDeleted()
            || service.Text("spec", "type") == "ExternalName" || service.Object("spec", "selector") is not { Count: > 0 } selector)
        {
            return;
        }

        var slices = api.List(Resources.EndpointSlices, key.Namespace).Items
            .Where(s => SliceLabels.ServiceOf(s) == key.Name && !s.BeingDeleted()).ToList();
        var pods = api.List(Resources.Pods, key.Namespace).Items
            .Where(p => LabelSelector.MatchesSet(selector, LabelSelector.LabelsOf(p)) && Endpoint.IsListed(p));
        var plan = SlicePlan.For(SlicePlan.Group(Endpoints(service, pods)), slices);
        await CarryOutAsync(service, plan, cancel);
    }

    private IEnumerable<(IReadOnlyList<SlicePort> Ports, JsonObject Endpoint)> Endpoints(JsonObject service, IEnumerable<JsonObject> pods)
    {
        foreach (var pod in pods.OrderBy(p => p.Text("metadata", "creationTimestamp"), StringComparer.Ordinal).ThenBy(p => p.Name(), StringComparer.Ordinal))
        {
            var node = api.Get(Resources.Nodes, null, pod.Text("spec", "nodeName") ?? "");
            if (node is not null || service.Flag("spec", "publishNotReadyAddresses") == true)
            {
                yield return (SlicePort.Resolve(service, pod), Endpoint.Build(service, pod, node));
            }
        }
    }

    private async Task CarryOutAsync(JsonObject service, SlicePlan plan, CancellationToken cancel)
    {
        var labels = SliceLabels.For(service);
        foreach (var content in plan.Create)
        {
            await api.CreateAsync(Resources.EndpointSlices, service.Namespace(), New(service, labels, content), Actor, cancel);
        }

        foreach (var (slice, content) in plan.Update)
        {
            await UpdateAsync(slice, content, labels, cancel);
        }

        foreach (var slice in plan.Delete)
        {
            await api.DeleteAsync(Resources.EndpointSlices, slice.Namespace(), slice.Name(), slice.Uid(), null, null, Actor, cancel);
        }
    }

    private async Task UpdateAsync(JsonObject slice, SliceContent content, JsonObject labels, CancellationToken cancel)
    {
        if (SliceContent.Of(slice).SameAs(content) && JsonAccess.Same(slice.Object("metadata", "labels"), labels))
        {
            return;
        }

        var copy = slice.Copy();
        copy.Meta()["labels"] = labels.Copy();
        content.WriteTo(copy);
        await api.UpdateAsync(Resources.EndpointSlices, copy, null, Actor, cancel);
    }

    private static JsonObject New(JsonObject service, JsonObject labels, SliceContent content)
    {
        var slice = new JsonObject
        {
            ["apiVersion"] = "discovery.k8s.io/v1",
            ["kind"] = "EndpointSlice",
            ["metadata"] = new JsonObject
            {
                ["generateName"] = service.Name() + "-",
                ["namespace"] = service.Namespace(),
                ["labels"] = labels.Copy(),
                ["ownerReferences"] = new JsonArray(Owner.Reference(service, "v1", "Service")),
            },
            ["addressType"] = "IPv4",
        };
        content.WriteTo(slice);
        return slice;
    }

    private void OnPod(ObjectChange change)
    {
        foreach (var pod in change.Both)
        {
            foreach (var service in api.List(Resources.Services, pod.Namespace()).Items)
            {
                if (service.Object("spec", "selector") is { Count: > 0 } selector && LabelSelector.MatchesSet(selector, LabelSelector.LabelsOf(pod)))
                {
                    Loop.Queue.Add(ObjectKey.Of(service));
                }
            }
        }
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

    private void OnNode(ObjectChange change)
    {
        if (change.Old is not null && change.New is not null)
        {
            return;
        }

        foreach (var service in api.List(Resources.Services).Items)
        {
            Loop.Queue.Add(ObjectKey.Of(service));
        }
    }
}
