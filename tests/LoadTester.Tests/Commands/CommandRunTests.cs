using CanaryMesh.LoadTester.Commands;
using CanaryMesh.LoadTester.Tests.Support;

namespace CanaryMesh.LoadTester.Tests.Commands;

public class CommandRunTests
{
    private readonly CommandRun _run = new(TimeProvider.System, TimeSpan.FromMilliseconds(300));

    [Fact]
    public async Task Command_ThatEnds_HasItsStatusAndBothOutputs()
    {
        var result = await RunAsync("sh", "echo out; sleep 0; echo err >&2; exit 3");

        Assert.Equal(3, result.Status);
        Assert.Equal(["err", "out"], result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order());
    }

    [Fact]
    public async Task Command_ThatReads_FindsTheEnd() => Assert.Equal(new(0, ""), await RunAsync("bash", "cat"));

    [Fact]
    public async Task Command_LeadsItsOwnSession() => Assert.Equal(new(0, "yes\n"), await RunAsync("bash", "[ $(ps -o sid= -p $$) = $$ ] && echo yes"));

    [Fact]
    public async Task Command_OfAnUnknownShell_FailsWithoutAFault() => Assert.NotEqual(0, (await RunAsync("no-such-shell", "true")).Status);

    [Fact]
    public async Task Command_Cancelled_EndsWithAllItStarted()
    {
        using var line = new LifeLine();
        using var cut = new CancellationTokenSource();
        var running = _run.RunAsync("bash", $"( {line.Words}; sleep 600 ) & wait", cut.Token);
        await line.BegunAsync();

        await cut.CancelAsync();

        Assert.Null((await running).Status);
        await line.EndedAsync();
    }

    [Fact]
    public async Task Command_DeafToTheSignal_IsKilled()
    {
        using var line = new LifeLine();
        using var cut = new CancellationTokenSource();
        var running = _run.RunAsync("bash", $"trap '' TERM; {line.Words}; while :; do read -t 600 -u 9; done", cut.Token);
        await line.BegunAsync();

        await cut.CancelAsync();

        Assert.Null((await running).Status);
        await line.EndedAsync();
    }

    [Fact]
    public async Task Command_ThatLeftSomethingRunning_TakesItAlong()
    {
        using var line = new LifeLine();
        var result = await RunAsync("bash", $"{line.Words}; sleep 600 & exit 0");

        Assert.Equal(0, result.Status);
        await line.BegunAsync();
        await line.EndedAsync();
    }

    private Task<CommandResult> RunAsync(string shell, string line) => _run.RunAsync(shell, line, CancellationToken.None);
}
