using System.Runtime.InteropServices;

namespace CanaryMesh.SampleApp;

/// <summary>On SIGTERM the app serves on for a while and asks every client to leave its connection, so that none is cut under a request.</summary>
internal sealed class Draining(IHostApplicationLifetime lifetime, TimeSpan patience) : IDisposable
{
    private PosixSignalRegistration? _terminate;
    private volatile bool _begun;

    public void Watch() => _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
    {
        signal.Cancel = true;
        _begun = true;
        _ = StopAsync();
    });

    public Task MarkAsync(HttpContext context, RequestDelegate next)
    {
        if (_begun)
        {
            context.Response.Headers.Connection = "close";
        }
        return next(context);
    }

    public void Dispose() => _terminate?.Dispose();

    private async Task StopAsync()
    {
        await Task.Delay(patience);
        lifetime.StopApplication();
    }
}
