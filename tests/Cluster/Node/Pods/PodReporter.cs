using System.Threading.Channels;

namespace CanaryMesh.Cluster.Node;

/// <summary>Keeps a pod's status in step with what happens to it.</summary>
internal sealed class PodReporter(Func<CancellationToken, Task> write)
{
    private readonly Channel<bool> changes = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Something has changed; several changes may be told at once.</summary>
    public void Changed() => changes.Writer.TryWrite(true);

    public async Task RunAsync(CancellationToken cancel)
    {
        try
        {
            await write(cancel).ConfigureAwait(false);
            await foreach (var _ in changes.Reader.ReadAllAsync(cancel).ConfigureAwait(false))
            {
                await write(cancel).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // The pod has ended.
        }
    }
}
