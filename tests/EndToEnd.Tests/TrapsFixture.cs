using CanaryMesh.Api.Names;
using CanaryMesh.Support;
using CanaryMesh.Support.Kubernetes;

namespace CanaryMesh.EndToEnd.Tests;

/// <summary>One managed app for a class of traps.</summary>
public sealed class TrapsFixture : IAsyncLifetime
{
    private ManagedWeb? _web;

    internal TrapTarget Target => new(_web ?? throw new InvalidOperationException("not started"));

    public async Task InitializeAsync()
    {
        _web = await SharedCluster.AddAsync("traps");
        await ShortenAsync(_web.Kubectl);
    }

    public async Task DisposeAsync()
    {
        if (_web is not null)
        {
            await _web.DisposeAsync();
        }
    }

    /// <summary>Trials are one short step, and slowness fails none, since what is tried by traps is not the judging.</summary>
    internal static Task ShortenAsync(Kubectl kubectl, string interval = "2s") => kubectl.RunAsync(
        CancellationToken.None, "annotate", "deploy/web", "--overwrite", $"{AnnotationNames.Interval}={interval}", $"{AnnotationNames.StepWeight}=40",
        $"{AnnotationNames.RequestDuration}=10000");
}
