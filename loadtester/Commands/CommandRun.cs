using System.ComponentModel;
using System.Diagnostics;

namespace CanaryMesh.LoadTester.Commands;

/// <summary>Runs a line in a shell that leads a session of its own, so that nothing it started outlives it. Cancelled, the group is asked to end
/// and killed if it does not.</summary>
internal sealed class CommandRun(TimeProvider time, TimeSpan patience)
{
    private const int MostOutput = 64 * 1024;
    private const string OwnVariables = "CANARYMESH_";

    public async Task<CommandResult> RunAsync(string shell, string line, CancellationToken cancellation)
    {
        using var process = new Process { StartInfo = Start(shell, line) };
        try
        {
            process.Start();
        }
        catch (Win32Exception exception)
        {
            return new(null, exception.Message);
        }

        var leader = process.Id;
        process.StandardInput.Close();
        var output = new OutputTail(MostOutput);
        var reading = Task.WhenAll(ReadAsync(process.StandardOutput, output), ReadAsync(process.StandardError, output));
        var ended = process.WaitForExitAsync(CancellationToken.None);
        var killed = !await EndAsync(leader, ended, cancellation);
        // What the command left behind in its group; and a reader is not waited for long, since who left the group may hold the pipe.
        ProcessGroup.KillRest(leader);
        await Task.WhenAny(reading, Task.Delay(patience, time, CancellationToken.None));
        return new(killed ? null : process.ExitCode, output.ToString());
    }

    private async Task<bool> EndAsync(int leader, Task ended, CancellationToken cancellation)
    {
        await Task.WhenAny(ended, Task.Delay(Timeout.InfiniteTimeSpan, time, cancellation));
        if (ended.IsCompleted)
        {
            return true;
        }

        ProcessGroup.Ask(leader);
        await Task.WhenAny(ended, Task.Delay(patience, time, CancellationToken.None));
        ProcessGroup.Kill(leader);
        await ended;
        return false;
    }

    private static async Task ReadAsync(StreamReader from, OutputTail to)
    {
        var buffer = new byte[4096];
        try
        {
            while (await from.BaseStream.ReadAsync(buffer) is > 0 and var count)
            {
                to.Add(buffer.AsSpan(0, count));
            }
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException or OperationCanceledException)
        {
            to.Add("[output broken off]\n"u8);
        }
    }

    private static ProcessStartInfo Start(string shell, string line)
    {
        var start = new ProcessStartInfo("setsid", [shell, "-c", line])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith(OwnVariables, StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(name);
        }

        return start;
    }
}
