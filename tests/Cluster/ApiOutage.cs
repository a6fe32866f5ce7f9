using System.Runtime.InteropServices;

namespace CanaryMesh.Cluster;

/// <summary>SIGUSR1 takes the API server away, SIGUSR2 brings it back. Pods, Services and controllers go on meanwhile.</summary>
internal sealed class ApiOutage : IDisposable
{
    // The runtime has no names for the two; these are Linux's numbers.
    private const PosixSignal UserOne = (PosixSignal)10;
    private const PosixSignal UserTwo = (PosixSignal)12;
    private readonly ClusterServer server;
    private readonly ILogger log;
    private readonly SemaphoreSlim turn = new(1, 1);
    private readonly PosixSignalRegistration[] signals;
    private bool away;

    public ApiOutage(ClusterServer server, ILogger log)
    {
        (this.server, this.log) = (server, log);
        signals = [PosixSignalRegistration.Create(UserOne, signal => Set(signal, true)), PosixSignalRegistration.Create(UserTwo, signal => Set(signal, false))];
    }

    public void Dispose()
    {
        foreach (var signal in signals)
        {
            signal.Dispose();
        }

        turn.Dispose();
    }

    private void Set(PosixSignalContext signal, bool goAway)
    {
        signal.Cancel = true;
        _ = SetAsync(goAway);
    }

    private async Task SetAsync(bool goAway)
    {
        await turn.WaitAsync();
        try
        {
            if (away != goAway)
            {
                await (goAway ? server.PauseAsync() : server.ResumeAsync());
                away = goAway;
                log.LogInformation("the API server is {State}", goAway ? "away" : "back");
            }
        }
        catch (Exception fault) when (fault is IOException or OperationCanceledException)
        {
            log.LogError(fault, "the API server stays as it was");
        }
        finally
        {
            turn.Release();
        }
    }
}
