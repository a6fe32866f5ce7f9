using CanaryMesh.Cluster.Api;

namespace CanaryMesh.Cluster.Controllers.Running;

/// <summary>Brings one key after another nearer to what is wished, until that is so.</summary>
internal sealed class ControlLoop<TKey>(string name, int workers, TimeProvider time, ILogger log, Func<TKey, CancellationToken, Task> reconcile)
    : IControlLoop
    where TKey : notnull
{
    public WorkQueue<TKey> Queue { get; } = new(time);

    public async Task RunAsync(CancellationToken cancel)
    {
        await Task.WhenAll(Enumerable.Range(0, workers).Select(_ => Task.Run(() => WorkAsync(cancel), CancellationToken.None)));
        Queue.Dispose();
    }

    private async Task WorkAsync(CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            try
            {
                await StepAsync(await Queue.TakeAsync(cancel), cancel);
            }
            catch (Exception) when (cancel.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private async Task StepAsync(TKey key, CancellationToken cancel)
    {
        try
        {
            await reconcile(key, cancel);
            Queue.Succeeded(key);
        }
        catch (ApiException e) when (e.Code is 404 or 409)
        {
            Queue.Failed(key);
        }
        catch (ApiException e)
        {
            ControlLog.Refused(log, name, key.ToString(), e.Message);
            Queue.Failed(key);
        }
        catch (Exception e) when (!cancel.IsCancellationRequested)
        {
            ControlLog.Failed(log, name, key.ToString(), e);
            Queue.Failed(key);
        }
        finally
        {
            Queue.Done(key);
        }
    }
}
