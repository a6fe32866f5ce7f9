using CanaryMesh.Webhook.Configuration;

namespace CanaryMesh.Webhook.Serving;

/// <summary>Told to stop: first unready, then a quiet period of serving on with connections closed after each answer, then the end. The
/// API server reuses kept-alive connections to a replica that is leaving.</summary>
internal sealed class Drainer(Readiness readiness, Surroundings surroundings, TimeProvider time) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        readiness.Drain();
        await Task.Delay(surroundings.Quiet, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
