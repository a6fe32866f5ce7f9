using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Api;
using CanaryMesh.Cluster.Controllers.Objects;
using CanaryMesh.Cluster.Controllers.Running;
using CanaryMesh.Cluster.Json;

namespace CanaryMesh.Cluster.Controllers.Accounts;

/// <summary>Keeps one object of a name and content in every namespace that lives.</summary>
internal sealed class NamespacePublisher
{
    private readonly IClusterApi api;
    private readonly GroupResource kind;
    private readonly JsonObject content;
    private readonly Identity actor;

    public NamespacePublisher(Feeds feeds, IClusterApi api, TimeProvider time, ILogger log, GroupResource kind, JsonObject content, Identity actor)
    {
        this.api = api;
        this.kind = kind;
        this.content = content;
        this.actor = actor;
        Loop = new ControlLoop<ObjectKey>($"publisher of {content.Name()}", 2, time, log, ReconcileAsync);
        feeds.On(Resources.Namespaces, c => Loop.Queue.Add(ObjectKey.Of(c.Latest)));
        feeds.On(kind, OnPublished);
    }

    public ControlLoop<ObjectKey> Loop { get; }

    private async Task ReconcileAsync(ObjectKey key, CancellationToken cancel)
    {
        if (api.Get(Resources.Namespaces, null, key.Name) is not { } found || found.BeingDeleted())
        {
            return;
        }

        if (api.Get(kind, key.Name, content.Name()) is not { } published)
        {
            var body = content.Copy();
            body.Meta()["namespace"] = key.Name;
            await api.CreateAsync(kind, key.Name, body, actor, cancel);
        }
        else if (content.At("data") is { } data && !JsonAccess.Same(published.At("data"), data))
        {
            var copy = published.Copy();
            copy["data"] = data.CopyNode();
            await api.UpdateAsync(kind, copy, null, actor, cancel);
        }
    }

    private void OnPublished(ObjectChange change)
    {
        if (change.Latest.Name() == content.Name() && change.Latest.Namespace() is { } name && change.Old is not null)
        {
            Loop.Queue.Add(new ObjectKey(null, name));
        }
    }
}
