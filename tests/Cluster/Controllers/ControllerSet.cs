using CanaryMesh.Cluster.Api;
using CanaryMesh.Cluster.Controllers.Accounts;
using CanaryMesh.Cluster.Controllers.Deployments;
using CanaryMesh.Cluster.Controllers.Disruption;
using CanaryMesh.Cluster.Controllers.Endpoints;
using CanaryMesh.Cluster.Controllers.EndpointSlices;
using CanaryMesh.Cluster.Controllers.Garbage;
using CanaryMesh.Cluster.Controllers.Jobs;
using CanaryMesh.Cluster.Controllers.Namespaces;
using CanaryMesh.Cluster.Controllers.Objects;
using CanaryMesh.Cluster.Controllers.Quotas;
using CanaryMesh.Cluster.Controllers.ReplicaSets;
using CanaryMesh.Cluster.Controllers.Running;
using CanaryMesh.Cluster.Controllers.Scheduling;
using Microsoft.Extensions.Logging.Abstractions;

namespace CanaryMesh.Cluster.Controllers;

/// <summary>All controllers of a cluster; they run until this is disposed.</summary>
public sealed class ControllerSet : IAsyncDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly KindCatalog catalog = new();
    private readonly Feeds feeds;
    private readonly Task running;

    private ControllerSet(IClusterApi api, TimeProvider time, Mistakes mistakes, string rootCertificate, ILogger log)
    {
        feeds = new Feeds(api, time, log);
        var loops = Build(api, time, mistakes, rootCertificate, log);
        feeds.On(Resources.Definitions, OnDefinition);
        foreach (var kind in catalog.All.ToList())
        {
            feeds.Begin(kind.Resource, stop.Token);
        }

        running = Task.WhenAll(loops.Select(l => l.RunAsync(stop.Token)));
    }

    public static ControllerSet Start(IClusterApi api, TimeProvider time, string rootCertificate = "", ILogger? log = null) =>
        new(api, time, Mistakes.None, rootCertificate, log ?? NullLogger.Instance);

    internal static ControllerSet Start(IClusterApi api, TimeProvider time, Mistakes mistakes, string rootCertificate, ILogger log) =>
        new(api, time, mistakes, rootCertificate, log);

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await running;
        await feeds.WhenEndedAsync();
        stop.Dispose();
    }

    private List<IControlLoop> Build(IClusterApi api, TimeProvider time, Mistakes mistakes, string rootCertificate, ILogger log)
    {
        var deployments = new DeploymentController(feeds, api, time, log, mistakes);
        var sets = new ReplicaSetController(feeds, api, time, log);
        var jobs = new JobController(feeds, api, time, log);
        var scheduler = new Scheduler(feeds, api, time, log);
        return
        [
            deployments.Loop, deployments.Events, sets.Loop, sets.Events, scheduler.Loop, scheduler.Events, jobs.Loop, jobs.Events,
            new EndpointSliceController(feeds, api, time, log).Loop,
            new EndpointsController(feeds, api, time, log).Loop,
            new GarbageCollector(feeds, api, catalog, time, log).Loop,
            new PodCleaner(feeds, api, time, log).Loop,
            new NamespaceController(feeds, api, catalog, time, log).Loop,
            new DisruptionController(feeds, api, time, log).Loop,
            new QuotaController(feeds, api, time, log).Loop,
            new NamespacePublisher(feeds, api, time, log, Resources.ServiceAccounts, Published.DefaultAccount(), Published.AccountController).Loop,
            new NamespacePublisher(feeds, api, time, log, Resources.ConfigMaps, Published.RootCertificate(rootCertificate), Published.CaPublisher).Loop,
        ];
    }

    private void OnDefinition(ObjectChange change)
    {
        if (change.Old is { } before && KindCatalog.Defined(before) is { } old && (change.New is null || KindCatalog.Defined(change.New) != old))
        {
            catalog.Remove(old);
            feeds.End(old.Resource);
        }

        if (change.New is { } now && KindCatalog.Defined(now) is { } kind)
        {
            catalog.Add(kind);
            feeds.Begin(kind.Resource, stop.Token);
        }
    }
}
