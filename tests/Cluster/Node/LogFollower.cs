using System.IO.Pipelines;

namespace CanaryMesh.Cluster.Node;

/// <summary>A log as it grows, until its container has ended.</summary>
internal static class LogFollower
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100);

    public static Stream Follow(string path, int? tail, Func<bool> isOver, TimeProvider time, CancellationToken cancel)
    {
        var pipe = new Pipe();
        _ = CopyAsync(path, tail, pipe.Writer, isOver, time, cancel);
        return pipe.Reader.AsStream();
    }

    private static async Task CopyAsync(string path, int? tail, PipeWriter to, Func<bool> isOver, TimeProvider time, CancellationToken cancel)
    {
        try
        {
            var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            await using (file.ConfigureAwait(false))
            {
                if (tail is not null && NodeLogs.Read(path, tail) is { } end)
                {
                    await to.WriteAsync(end, cancel).ConfigureAwait(false);
                    file.Seek(0, SeekOrigin.End);
                }

                bool ended;
                do
                {
                    ended = isOver();
                    await file.CopyToAsync(to, cancel).ConfigureAwait(false);
                    await Task.Delay(Step, time, cancel).ConfigureAwait(false);
                }
                while (!ended);
            }

            await to.CompleteAsync().ConfigureAwait(false);
        }
        catch (Exception over) when (over is OperationCanceledException or IOException or InvalidOperationException)
        {
            // The reader went away, or the log did.
            await to.CompleteAsync().ConfigureAwait(false);
        }
    }
}
