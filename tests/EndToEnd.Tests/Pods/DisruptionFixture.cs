using CanaryMesh.Api.Names;
using CanaryMesh.EndToEnd.Tests.Lost;
using CanaryMesh.Support;

namespace CanaryMesh.EndToEnd.Tests.Pods;

/// <summary>Five apps with disruption budgets, in a cluster where every part of ours runs twice, as it is shipped.</summary>
public sealed class DisruptionFixture : IAsyncLifetime
{
    private const string Budget = """
        apiVersion: policy/v1
        kind: PodDisruptionBudget
        metadata: {name: web}
        spec: {minAvailable: 1, selector: {matchLabels: {app: web}}}
        """;

    private TestCluster? _cluster;
    private FivePhases? _apps;

    internal TestCluster Cluster => _cluster ?? throw new InvalidOperationException("not started");

    internal FivePhases Apps => _apps ?? throw new InvalidOperationException("not started");

    public async Task InitializeAsync()
    {
        _cluster = await TestCluster.StartAsync(Folders.Of("disruptions"), CancellationToken.None);
        await _cluster.InstallAsync(CancellationToken.None);
        await _cluster.Kubectl.In(Installation.Namespace).RunAsync(
            CancellationToken.None, "scale", "deploy", Installation.Analyzer, Installation.Webhook, "--replicas=2");
        _apps = await FivePhases.AddAsync(_cluster, "pods");
        await Task.WhenAll(_apps.All.Select(app => app.Web.Kubectl.ApplyAsync(Budget, CancellationToken.None)));
    }

    public async Task DisposeAsync()
    {
        if (_apps is not null)
        {
            await _apps.DisposeAsync();
        }
        if (_cluster is not null)
        {
            await _cluster.DisposeAsync();
        }
    }
}
