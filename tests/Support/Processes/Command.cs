using System.ComponentModel;
using System.Diagnostics;

namespace CanaryMesh.Support.Processes;

/// <summary>Runs a program to its end.</summary>
public static class Command
{
    public static async Task<CommandResult> RunAsync(
        string program, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> environment, string? input, CancellationToken cancel)
    {
        using var process = Start(program, arguments, environment);
        var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        try
        {
            await FeedAsync(process, input, cancel);
            await process.WaitForExitAsync(cancel);
        }
        catch (OperationCanceledException)
        {
            End(process);
            throw;
        }
        return new CommandResult($"{Path.GetFileName(program)} {string.Join(' ', arguments)}", process.ExitCode, await output, await errors);
    }

    internal static Process Start(string program, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }
        try
        {
            return Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start");
        }
        catch (Win32Exception missing)
        {
            throw new FileNotFoundException($"{program} cannot be started ({missing.Message}): run make setup", missing);
        }
    }

    internal static void End(Process process)
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
        }
    }

    private static async Task FeedAsync(Process process, string? input, CancellationToken cancel)
    {
        if (input is not null)
        {
            await process.StandardInput.WriteAsync(input.AsMemory(), cancel);
        }
        process.StandardInput.Close();
    }
}
