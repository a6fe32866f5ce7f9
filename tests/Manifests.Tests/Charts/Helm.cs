using CanaryMesh.Support;
using CanaryMesh.Support.Processes;

namespace CanaryMesh.Manifests.Tests.Charts;

/// <summary>Helm, which is not to find a cluster or anybody's configuration.</summary>
internal static class Helm
{
    private static readonly string Nowhere = Path.Combine(Path.GetTempPath(), "canarymesh-helm");

    private static readonly Dictionary<string, string> Surroundings = new()
    {
        ["KUBECONFIG"] = Path.Combine(Nowhere, "kubeconfig"), ["HELM_CACHE_HOME"] = Nowhere, ["HELM_CONFIG_HOME"] = Nowhere, ["HELM_DATA_HOME"] = Nowhere,
    };

    public static Task<CommandResult> RunAsync(params IReadOnlyList<string> arguments) =>
        Command.RunAsync(Repository.Tool("helm"), arguments, Surroundings, null, CancellationToken.None);
}
