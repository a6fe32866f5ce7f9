using CanaryMesh.Cli.Objects;
using CanaryMesh.Cli.Rollouts;
using k8s;
using k8s.Exceptions;
using YamlDotNet.Core;

namespace CanaryMesh.Cli.Kubernetes;

/// <summary>A connection to the API server that the kubeconfig names.</summary>
internal sealed class ClusterConnection : IDisposable
{
    private const string FallbackNamespace = "default";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private readonly k8s.Kubernetes _client;

    private ClusterConnection(k8s.Kubernetes client, string namespaceName)
    {
        _client = client;
        Rollouts = new KubernetesRollouts(client, namespaceName);
        Objects = new KubernetesObjects(client, Patience);
        Namespace = namespaceName;
    }

    internal IClusterObjects Objects { get; }

    internal string Namespace { get; }

    internal IRolloutSource Rollouts { get; }

    internal static Answer<ClusterConnection> Open(string? kubeconfig, string? context, string? namespaceName)
    {
        try
        {
            var configuration = Configuration(kubeconfig, context);
            configuration.HttpClientTimeout = Patience;
            return Answer<ClusterConnection>.Of(
                new(new k8s.Kubernetes(configuration), namespaceName ?? configuration.Namespace ?? FallbackNamespace));
        }
        catch (Exception fault) when (fault is KubeConfigException or IOException or UnauthorizedAccessException or YamlException)
        {
            return Answer<ClusterConnection>.Failed(ExitCodes.Unreachable, $"no usable kubeconfig: {fault.Message}");
        }
    }

    public void Dispose() => _client.Dispose();

    private static KubernetesClientConfiguration Configuration(string? kubeconfig, string? context)
    {
        var named = kubeconfig ?? (Environment.GetEnvironmentVariable("KUBECONFIG") is { Length: > 0 } listed ? listed : null);
        var files = (named ?? KubernetesClientConfiguration.KubeConfigDefaultLocation)
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(path => new FileInfo(path))
            .ToList();
        if (named is null && !files.Exists(file => file.Exists) && KubernetesClientConfiguration.IsInCluster())
        {
            return KubernetesClientConfiguration.InClusterConfig();
        }
        // The library merges no files: of several the first that is there counts.
        return KubernetesClientConfiguration.BuildConfigFromConfigFile(files.FirstOrDefault(file => file.Exists) ?? files[0], context);
    }
}
