using System.Diagnostics;
using System.Text.Json.Nodes;

namespace CanaryMesh.Cluster.Golden;

/// <summary>Runs kubectl against the cluster.</summary>
internal static class KubectlRun
{
    public static async Task<JsonObject> RunAsync(GoldenTarget target, string ns, IReadOnlyList<string> words, string? input, CancellationToken cancel)
    {
        var start = new ProcessStartInfo(target.Kubectl)
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
        };
        start.Environment["KUBECONFIG"] = target.KubeconfigPath;
        foreach (var word in (IEnumerable<string>)["-n", ns, .. words])
        {
            start.ArgumentList.Add(word);
        }

        using var process = Process.Start(start) ?? throw new GoldenException("kubectl did not start");
        if (input is not null)
        {
            await process.StandardInput.WriteAsync(input.AsMemory(), cancel);
        }

        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(cancel);
        var errors = process.StandardError.ReadToEndAsync(cancel);
        await process.WaitForExitAsync(cancel);
        return new JsonObject { ["exit"] = process.ExitCode, ["stdout"] = await output, ["stderr"] = await errors };
    }
}
