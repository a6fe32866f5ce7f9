using System.Runtime.InteropServices;

namespace CanaryMesh.SampleApp;

/// <summary>On SIGTERM the app serves on for a while and asks every client to leave its connection, so that none is cut under a request.</summary>
internal sealed class Draining(IHostApplicationLifetime lifetime, AppSettings settings) : IHostLifetime, IDisposable
{
    private PosixSignalRegistration? _terminate;
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

    public void Dispose() => _terminate?.Dispose();

    private void Begin(PosixSignalContext signal)
    {
        signal.Cancel = true;
        _begun = true;
        _ = StopLaterAsync();
    }

    private async Task StopLaterAsync()
    {
        await Task.Delay(settings.Drain);
        lifetime.StopApplication();
    }
}
