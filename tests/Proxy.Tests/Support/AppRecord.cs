using System.Collections.Concurrent;

namespace CanaryMesh.Proxy.Tests.Support;

/// <summary>What an app has seen, and the gates a test opens in it.</summary>
internal sealed class AppRecord
{
    private int _served;
    private volatile int _failWith;

    public ConcurrentQueue<string> Targets { get; } = new();

    public ConcurrentQueue<string> Bodies { get; } = new();

    public TaskCompletionSource Gate { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TaskCompletionSource Aborted { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Status of every answer; none of these if zero.</summary>
    public int FailWith
    {
        get => _failWith;
        set => _failWith = value;
    }

    public int Served => Volatile.Read(ref _served);

    public void Serve(string target)
    {
        Interlocked.Increment(ref _served);
        Targets.Enqueue(target);
    }
}
