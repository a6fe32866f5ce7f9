using System.Collections.Concurrent;
using System.Diagnostics;

namespace CanaryMesh.Cluster.Node;

/// <summary>Starts processes on one thread that lives as long as they may: Linux ties a parent-death signal to the thread, not the process.</summary>
internal sealed class Spawner : IDisposable
{
    private readonly BlockingCollection<(ProcessStartInfo Info, TaskCompletionSource<Process> Started)> queue = [];
    private readonly Thread thread;

    public Spawner()
    {
        thread = new Thread(Work) { IsBackground = true, Name = "container starter" };
        thread.Start();
    }

    public Task<Process> StartAsync(ProcessStartInfo info)
    {
        var started = new TaskCompletionSource<Process>(TaskCreationOptions.RunContinuationsAsynchronously);
        queue.Add((info, started));
        return started.Task;
    }

    public void Dispose()
    {
        queue.CompleteAdding();
        thread.Join();
        queue.Dispose();
    }

    private void Work()
    {
        foreach (var (info, started) in queue.GetConsumingEnumerable())
        {
            try
            {
                started.SetResult(Process.Start(info) ?? throw new InvalidOperationException("No process was started."));
            }
            catch (Exception refused) when (refused is System.ComponentModel.Win32Exception or InvalidOperationException)
            {
                started.SetException(refused);
            }
        }
    }
}
