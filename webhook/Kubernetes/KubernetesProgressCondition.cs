using CanaryMesh.Api.Names;
using CanaryMesh.Webhook.Holding;
using k8s;
using k8s.Models;

namespace CanaryMesh.Webhook.Kubernetes;

/// <summary>Removes the Progressing condition by a strategic merge patch: absolute, so a second try does no harm.</summary>
internal sealed partial class KubernetesProgressCondition(IKubernetes client, ILogger<KubernetesProgressCondition> logger) : IProgressCondition
{
    private const string Removal = """{"status":{"conditions":[{"$patch":"delete","type":"Progressing"}]}}""";

    public async ValueTask<bool> RemoveAsync(string @namespace, string deployment, CancellationToken cancellation)
    {
        try
        {
            var patch = new V1Patch(Removal, V1Patch.PatchType.StrategicMergePatch);
            await client.AppsV1.PatchNamespacedDeploymentStatusAsync(
                patch, deployment, @namespace, fieldManager: Installation.FieldManager, cancellationToken: cancellation);
            return true;
        }
        catch (Exception exception) when (KubernetesFaults.IsFault(exception))
        {
            LogFailed(@namespace, deployment, KubernetesFaults.Describe(exception));
            return false;
        }
    }

    [LoggerMessage(LogLevel.Warning, "the Progressing condition of {Namespace}/{Deployment} could not be removed: {Fault}")]
    private partial void LogFailed(string @namespace, string deployment, string fault);
}
