using CanaryMesh.Support;
using CanaryMesh.Support.Processes;

namespace CanaryMesh.Document.Tests.Stage;

/// <summary>Runs commands as a person would type them, against one cluster.</summary>
internal sealed class Shell(string kubeconfig, string home)
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(90);

    private readonly Dictionary<string, string> _environment = new()
    {
        ["KUBECONFIG"] = kubeconfig,
        ["HOME"] = Directory.CreateDirectory(home).FullName,
        ["KUBECTL_KUBERC"] = "false",
        ["PATH"] = $"{Path.GetDirectoryName(Repository.Tool("kubectl"))}:{Environment.GetEnvironmentVariable("PATH")}",
    };

    public async Task<CommandResult> TryAsync(string command, string? input = null)
    {
        using var limit = new CancellationTokenSource(Longest);
        return await Command.RunAsync("bash", ["-c", command], _environment, input, limit.Token);
    }

    public async Task<string> RunAsync(string command, string? input = null) => (await TryAsync(command, input)).EnsureSuccess().Output;

    /// <summary>Applies a manifest; what is said besides, warnings of admission among it.</summary>
    public async Task<string> ApplyAsync(string manifest, string more = "") => (await TryAsync($"kubectl apply -f - {more}", manifest)).EnsureSuccess().Errors;
}
