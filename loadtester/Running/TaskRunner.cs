namespace CanaryMesh.LoadTester.Running;

/// <summary>Runs tasks within their bounds: how many, for how long, and not longer than their caller waits.</summary>
internal sealed partial class TaskRunner(TaskBoard board, LoadTesterMetrics metrics, TaskBounds bounds, TimeProvider time, ILogger<TaskRunner> logger)
{
    private long _last;

    public async Task<TaskAnswer> RunAsync(string canary, RunningTask task, CancellationToken caller)
    {
        // The same test may be asked for twice at once; the same load twice would be twice the load.
        var key = task.Waits ? $"{Interlocked.Increment(ref _last)}" : task.Key;
        switch (board.TryEnter(key))
        {
            case Admission.AlreadyRunning:
                return new(StatusCodes.Status202Accepted, "it is running already");
            case Admission.Full:
                metrics.Refused("full");
                return new(StatusCodes.Status429TooManyRequests, "too many tasks are running");
            case Admission.Stopping:
                metrics.Refused("stopping");
                return new(StatusCodes.Status503ServiceUnavailable, "the load tester is stopping");
        }

        if (task.Waits)
        {
            return Answer(task, await WorkAsync(canary, task, key, caller));
        }

        _ = Task.Run(() => WorkAsync(canary, task, key, CancellationToken.None), CancellationToken.None);
        return new(StatusCodes.Status202Accepted, "started");
    }

    private static TaskAnswer Answer(RunningTask task, TaskResult result) => result.Outcome is TaskOutcome.Succeeded
        ? new(StatusCodes.Status200OK, task.ReturnsOutput ? result.Output : result.Sentence)
        : new(StatusCodes.Status500InternalServerError, $"{result.Sentence}\n{result.Output}");

    private async Task<TaskResult> WorkAsync(string canary, RunningTask task, string key, CancellationToken caller)
    {
        using var deadline = new CancellationTokenSource(bounds.Longest, time);
        using var any = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, caller, board.Killed);
        var start = time.GetTimestamp();
        TaskResult result;
        metrics.Started(task.Type);
        try
        {
            result = Judge(await task.Work(any.Token), caller, deadline.Token);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            LogFault(exception, canary, task.Type);
            result = new(TaskOutcome.Failed, "the load tester could not run it", exception.GetType().Name);
        }

        var elapsed = time.GetElapsedTime(start);
        metrics.Ended(task.Type, result.Outcome, elapsed);
        LogEnded(canary, task.Type, result.Outcome, result.Sentence, elapsed.TotalSeconds);
        if (task.LogsOutput)
        {
            LogOutput(canary, task.Type, result.Output);
        }

        board.Leave(key);
        return result;
    }

    private TaskResult Judge(TaskResult result, CancellationToken caller, CancellationToken deadline) =>
        board.Killed.IsCancellationRequested ? result with { Outcome = TaskOutcome.Killed, Sentence = "killed: the load tester is stopping" }
        : caller.IsCancellationRequested ? result with { Outcome = TaskOutcome.Abandoned, Sentence = "killed: its caller has gone" }
        : deadline.IsCancellationRequested ? result with { Outcome = TaskOutcome.TimedOut, Sentence = $"killed: it ran longer than {bounds.Longest}" }
        : result;

    [LoggerMessage(LogLevel.Information, "{Canary}: task {Type} {Outcome} after {Seconds:0.0} s: {Sentence}")]
    private partial void LogEnded(string canary, string type, TaskOutcome outcome, string sentence, double seconds);

    [LoggerMessage(LogLevel.Information, "{Canary}: task {Type} printed: {Output}")]
    private partial void LogOutput(string canary, string type, string output);

    [LoggerMessage(LogLevel.Error, "{Canary}: task {Type} could not be run")]
    private partial void LogFault(Exception exception, string canary, string type);
}
