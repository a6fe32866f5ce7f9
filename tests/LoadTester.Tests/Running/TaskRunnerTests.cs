using CanaryMesh.LoadTester.Gates;
using CanaryMesh.LoadTester.Running;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace CanaryMesh.LoadTester.Tests.Running;

public sealed class TaskRunnerTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly TaskBoard _board = new(1);
    private readonly LoadTesterMetrics _metrics = new(new GateBook(1));
    private readonly TaskCompletionSource<TaskResult> _work = new();

    [Fact]
    public async Task Caller_WhoGoes_EndsTheTask()
    {
        using var cut = new CancellationTokenSource();
        var answer = RunAsync(waits: true, cut.Token);

        await cut.CancelAsync();

        Assert.Equal(new(500, "killed: its caller has gone\nout"), await answer);
        Assert.Equal(Admission.Entered, _board.TryEnter("next"));
    }

    [Fact]
    public async Task Deadline_EndsTheTask()
    {
        var answer = RunAsync(waits: true);

        _time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(new(500, "killed: it ran longer than 00:01:00\nout"), await answer);
    }

    [Fact]
    public async Task Kill_EndsTheTaskOfACallerWhoDoesNotWait()
    {
        Assert.Equal(new(202, "started"), await RunAsync(waits: false));

        var stopped = _board.StopAsync();
        await _board.KillAsync();

        await stopped.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(503, (await RunAsync(waits: false)).Status);
    }

    [Fact]
    public async Task Fault_OfTheWork_IsAnAnswerAndFreesThePlace()
    {
        _work.SetException(new InvalidOperationException("secret"));

        Assert.Equal(new(500, "the load tester could not run it\nInvalidOperationException"), await RunAsync(waits: true));
        Assert.Equal(Admission.Entered, _board.TryEnter("next"));
    }

    [Fact]
    public async Task Task_WhileTheBoardIsFull_IsRefused()
    {
        _board.TryEnter("other");

        Assert.Equal(new(429, "too many tasks are running"), await RunAsync(waits: true));
    }

    [Fact]
    public async Task Task_ThatRunsAlready_IsNotStartedTwice()
    {
        await RunAsync(waits: false);

        Assert.Equal(new(202, "it is running already"), await RunAsync(waits: false));
    }

    public void Dispose() => _board.Dispose();

    private Task<TaskAnswer> RunAsync(bool waits, CancellationToken caller = default)
    {
        var bounds = new TaskBounds(TimeSpan.FromMinutes(1), TimeSpan.Zero, TimeSpan.Zero);
        var runner = new TaskRunner(_board, _metrics, bounds, _time, NullLogger<TaskRunner>.Instance);
        return runner.RunAsync("web.shop", new("bash", "key", waits, LogsOutput: false, ReturnsOutput: false, WorkAsync), caller);
    }

    private async Task<TaskResult> WorkAsync(CancellationToken cancellation)
    {
        await using var registration = cancellation.Register(() => _work.TrySetResult(new(TaskOutcome.Failed, "cut off", "out")));
        return await _work.Task;
    }
}
