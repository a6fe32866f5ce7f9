using CanaryMesh.Api.Names;
using CanaryMesh.Support;

namespace CanaryMesh.EndToEnd.Tests;

/// <summary>One managed app for a class of traps. Trials are one short step, and slowness fails none, since what is tried here is not the judging.</summary>
public sealed class TrapsFixture : IAsyncLifetime
{
    private ManagedWeb? _web;

    internal TrapTarget Target => new(_web ?? throw new InvalidOperationException("not started"));

    public async Task InitializeAsync()
    {
        _web = await SharedCluster.AddAsync("traps");
        await _web.Kubectl.RunAsync(
            CancellationToken.None, "annotate", "deploy/web", "--overwrite", $"{AnnotationNames.Interval}=2s", $"{AnnotationNames.StepWeight}=40",
            $"{AnnotationNames.RequestDuration}=10000");
    }

    public async Task DisposeAsync()
    {
        if (_web is not null)
        {
            await _web.DisposeAsync();
        }
    }
}
