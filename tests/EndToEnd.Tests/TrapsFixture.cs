using CanaryMesh.Api.Names;
using CanaryMesh.Support;

namespace CanaryMesh.EndToEnd.Tests;

/// <summary>One managed app for all classes of traps. Trials are one short step, since what is tried here is not the judging.</summary>
public sealed class TrapsFixture : IAsyncLifetime
{
    public const string Name = "traps";
    private ManagedWeb? _web;

    internal TrapTarget Target => new(_web ?? throw new InvalidOperationException("not started"));

    public async Task InitializeAsync()
    {
        _web = await ManagedWeb.StartAsync(Folders.Of(Name), CancellationToken.None);
        await _web.Cluster.Kubectl.RunAsync(
            CancellationToken.None, "annotate", "deploy/web", "--overwrite", $"{AnnotationNames.Interval}=2s", $"{AnnotationNames.StepWeight}=40");
    }

    public async Task DisposeAsync()
    {
        if (_web is not null)
        {
            await _web.DisposeAsync();
        }
    }
}
