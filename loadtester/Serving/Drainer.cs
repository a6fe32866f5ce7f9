using CanaryMesh.LoadTester.Running;

namespace CanaryMesh.LoadTester.Serving;

/// <summary>Told to stop: first unready, but serving on; then nothing new is taken, what runs is given its grace and then killed; and only then the
/// listeners close.</summary>
internal sealed partial class Drainer(Readiness readiness, TaskBoard board, TaskBounds bounds, TimeProvider time, ILogger<Drainer> logger) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        readiness.Drain();
        await Task.Delay(bounds.Quiet, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var empty = board.StopAsync();
        await Task.WhenAny(empty, Task.Delay(bounds.Grace, time, cancellationToken));
        if (!empty.IsCompleted)
        {
            LogKilling();
            await board.KillAsync();
            await empty.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(LogLevel.Warning, "tasks that still run are killed")]
    private partial void LogKilling();
}
