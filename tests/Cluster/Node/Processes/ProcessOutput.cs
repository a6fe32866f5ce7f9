using System.Diagnostics;

namespace CanaryMesh.Cluster.Node;

/// <summary>Waits for a command's end and takes what it said.</summary>
internal static class ProcessOutput
{
    private const int Kept = 10 * 1024;

    public static async Task<ExecResult> ReadAsync(Process process, TimeSpan timeout, TimeProvider time, CancellationToken cancel)
    {
        using var limit = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancel);
        try
        {
            process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEndAsync(either.Token);
            var errors = process.StandardError.ReadToEndAsync(either.Token);
            await process.WaitForExitAsync(either.Token).ConfigureAwait(false);
            var text = await output.ConfigureAwait(false) + await errors.ConfigureAwait(false);
            return new ExecResult(process.ExitCode, text.Length > Kept ? text[..Kept] : text);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            cancel.ThrowIfCancellationRequested();
            throw new TimeoutException("command timed out");
        }
    }
}
