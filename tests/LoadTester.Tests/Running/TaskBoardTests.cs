using CanaryMesh.LoadTester.Running;

namespace CanaryMesh.LoadTester.Tests.Running;

public sealed class TaskBoardTests : IDisposable
{
    private readonly TaskBoard _board = new(2);

    [Fact]
    public void Enter_TwiceWithOneKey_IsAlreadyRunning()
    {
        Assert.Equal([Admission.Entered, Admission.AlreadyRunning], [_board.TryEnter("a"), _board.TryEnter("a")]);

        _board.Leave("a");

        Assert.Equal(Admission.Entered, _board.TryEnter("a"));
    }

    [Fact]
    public void Enter_OfAFullBoard_IsRefused()
    {
        Assert.Equal([Admission.Entered, Admission.Entered, Admission.Full], [_board.TryEnter("a"), _board.TryEnter("b"), _board.TryEnter("c")]);

        _board.Leave("b");

        Assert.Equal(Admission.Entered, _board.TryEnter("c"));
    }

    [Fact]
    public void Stop_EndsWithTheLastTask()
    {
        _board.TryEnter("a");

        var stopped = _board.StopAsync();

        Assert.False(stopped.IsCompleted);
        Assert.Equal(Admission.Stopping, _board.TryEnter("b"));
        _board.Leave("a");
        Assert.True(stopped.IsCompleted);
    }

    [Fact]
    public void Stop_WithNothingRunning_EndsAtOnce() => Assert.True(_board.StopAsync().IsCompleted);

    public void Dispose() => _board.Dispose();
}
