using System.Diagnostics;

namespace CanaryMesh.Support.Processes;

/// <summary>A process that never outlives this one: its guard ends it when the pipe between us closes, however that came about.</summary>
public sealed class ChildProcess : IAsyncDisposable
{
    // A session of its own keeps the terminal's Ctrl-C from reaching it before we have ended what depends on it.
    private const string Guard = """
        exec 3<&0 </dev/null
        "$@" 3<&- & child=$!
        { read -r _ <&3; kill -TERM "$child" 2>/dev/null; } & watch=$!
        exec 3<&-
        wait "$child"; code=$?
        kill "$watch" 2>/dev/null
        exit "$code"
        """;

    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(20);
    private readonly Process _process;
    private readonly Task _logging;

    private ChildProcess(Process process, Task logging) => (_process, _logging) = (process, logging);

    public int GuardId => _process.Id;

    public bool HasExited => _process.HasExited;

    public static ChildProcess Start(
        string program, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> environment, string log)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(log)!);
        var process = Command.Start("setsid", ["bash", "-c", Guard, "guard", program, .. arguments], environment);
        var writer = TextWriter.Synchronized(new StreamWriter(log) { AutoFlush = true });
        return new ChildProcess(process, LogAsync(process, writer));
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        using var patience = new CancellationTokenSource(Grace);
        try
        {
            await _process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            Command.End(_process);
        }
        await _logging;
        _process.Dispose();
    }

    private static async Task LogAsync(Process process, TextWriter writer)
    {
        await using (writer)
        {
            await Task.WhenAll(CopyAsync(process.StandardOutput, writer), CopyAsync(process.StandardError, writer));
        }
    }

    private static async Task CopyAsync(StreamReader from, TextWriter to)
    {
        while (await from.ReadLineAsync() is { } line)
        {
            await to.WriteLineAsync(line);
        }
    }
}
