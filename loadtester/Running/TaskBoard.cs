namespace CanaryMesh.LoadTester.Running;

/// <summary>The tasks that run now: never more than a given number, and none twice at once for one canary.</summary>
internal sealed class TaskBoard(int most) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly HashSet<string> _running = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _killed = new();
    private readonly TaskCompletionSource _empty = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _stopping;

    /// <summary>Cancelled when the tasks that still run are to be killed.</summary>
    public CancellationToken Killed => _killed.Token;

    public Admission TryEnter(string key)
    {
        lock (_lock)
        {
            if (_stopping)
            {
                return Admission.Stopping;
            }

            if (_running.Contains(key))
            {
                return Admission.AlreadyRunning;
            }

            return _running.Count < most && _running.Add(key) ? Admission.Entered : Admission.Full;
        }
    }

    public void Leave(string key)
    {
        lock (_lock)
        {
            _running.Remove(key);
            EndIfEmpty();
        }
    }

    /// <summary>Takes nothing more; ended when nothing runs any more.</summary>
    public Task StopAsync()
    {
        lock (_lock)
        {
            _stopping = true;
            EndIfEmpty();
        }

        return _empty.Task;
    }

    public Task KillAsync() => _killed.CancelAsync();

    public void Dispose() => _killed.Dispose();

    private void EndIfEmpty()
    {
        if (_stopping && _running.Count == 0)
        {
            _empty.TrySetResult();
        }
    }
}
