using CanaryMesh.Support;
using CanaryMesh.Support.Processes;

namespace CanaryMesh.Demo.Tests;

public sealed class ChildProcessTests : IDisposable
{
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(10);
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    private string Log => Path.Combine(_folder, "log");

    [Fact]
    public async Task Dispose_EndsTheProcessAndKeepsItsLog()
    {
        var child = ChildProcess.Start("bash", ["-c", "echo $$; trap 'echo ended; exit 0' TERM; while :; do sleep 0.05; done"], new Dictionary<string, string>(), Log);
        await Eventually.TrueAsync(() => File.ReadAllText(Log).Contains('\n', StringComparison.Ordinal), Within, "it says its number", CancellationToken.None);
        await child.DisposeAsync();

        var said = await File.ReadAllLinesAsync(Log);
        Assert.Equal("ended", said[1]);
        Assert.False(Directory.Exists($"/proc/{said[0]}"));
    }

    [Fact]
    public async Task End_OfTheProcessItself_IsSeen()
    {
        await using var child = ChildProcess.Start("bash", ["-c", "exit 3"], new Dictionary<string, string>(), Log);

        await Eventually.TrueAsync(() => child.HasExited, Within, "it has ended", CancellationToken.None);
    }

    [Fact]
    public async Task Tree_OfAProcess_HoldsItsDescendantsOnly()
    {
        await using var child = ChildProcess.Start("bash", ["-c", "sleep 60 & wait"], new Dictionary<string, string>(), Log);
        await Eventually.TrueAsync(() => ProcessTree.Below(child.GuardId, "sleep").Count == 1, Within, "sleep runs", CancellationToken.None);
        var sleep = ProcessTree.Below(child.GuardId, "sleep")[0];

        Assert.Empty(ProcessTree.Below(sleep, "sleep"));
        await ProcessTree.SignalAsync(sleep, "KILL", CancellationToken.None);
        await Eventually.TrueAsync(() => child.HasExited, Within, "its parent ends too", CancellationToken.None);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
