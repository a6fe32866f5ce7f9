namespace CanaryMesh.Proxy;

/// <summary>After the first signal the proxy goes on accepting, since endpoints take a while to forget it: until the drain's seconds have
/// passed, or nobody has been connected for a while.</summary>
internal sealed class GracefulStop(ProxyServer server, TimeSpan drain, TimeProvider time)
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Lonely = TimeSpan.FromSeconds(2);

    public async Task WaitAsync(CancellationToken hurry)
    {
        using var timer = new PeriodicTimer(Step, time);
        var lonelySince = time.GetTimestamp();
        try
        {
            while (server.Drain.Elapsed < drain && time.GetElapsedTime(lonelySince) < Lonely)
            {
                await timer.WaitForNextTickAsync(hurry);
                if (server.Connections > 0)
                {
                    lonelySince = time.GetTimestamp();
                }
            }
        }
        catch (OperationCanceledException)
        {
            return;
        }
    }
}
