using CanaryMesh.Support;
using CanaryMesh.Support.Processes;

namespace CanaryMesh.EndToEnd.Tests.Uninstall;

/// <summary>kubectl canary, as its users run it.</summary>
internal sealed class Plugin(string kubeconfig)
{
    private static readonly string Program = Repository.Published("cli", "kubectl-canary");

    public Task<CommandResult> TryAsync(params string[] words) =>
        Command.RunAsync(Program, words, new Dictionary<string, string> { ["KUBECONFIG"] = kubeconfig }, null, CancellationToken.None);

    public async Task<string> RunAsync(params string[] words)
    {
        var result = await TryAsync(words);
        Assert.True(result.ExitCode == 0, $"kubectl canary {string.Join(' ', words)} ended with {result.ExitCode}\n{result.Output}{result.Errors}");
        return result.Output + result.Errors;
    }
}
