using System.Runtime.InteropServices;
using Microsoft.AspNetCore.Connections;

namespace CanaryMesh.SampleApp;

/// <summary>On SIGTERM the app serves on for a while and asks every client to leave its connection, so that none is cut under a request.
/// The while is counted in steps, and goes on while clients are connected: on a machine that stood still it would else be over before
/// anybody was asked.</summary>
internal sealed class Draining(IHostApplicationLifetime lifetime, AppSettings settings) : IHostLifetime, IDisposable
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100);

    // Of the drain's length: well within a pod's grace period of 30 s.
    private const int Patience = 5;

    private PosixSignalRegistration? _terminate;
    private int _connections;
    private volatile bool _begun;

    public Task WaitForStartAsync(CancellationToken cancellationToken)
    {
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Begin);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task MarkAsync(HttpContext context, RequestDelegate next)
    {
        if (_begun)
        {
            context.Response.Headers.Connection = "close";
        }
        return next(context);
    }

    public async Task CountAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        Interlocked.Increment(ref _connections);
        try
        {
            await next(connection);
        }
        finally
        {
            Interlocked.Decrement(ref _connections);
        }
    }

    public void Dispose() => _terminate?.Dispose();

    private void Begin(PosixSignalContext signal)
    {
        signal.Cancel = true;
        _begun = true;
        _ = StopLaterAsync();
    }

    /// <summary>Serves on for the drain, then stops the app.</summary>
    public async Task StopLaterAsync()
    {
        using var timer = new PeriodicTimer(Step);
        var least = settings.Drain / Step;
        for (var steps = 0; steps < least || (Volatile.Read(ref _connections) > 0 && steps < least * Patience); steps++)
        {
            await timer.WaitForNextTickAsync();
        }
        lifetime.StopApplication();
    }
}
