using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using CanaryMesh.Api.Names;
using CanaryMesh.Webhook.Serving;
using k8s;
using k8s.Autorest;
using k8s.Models;

namespace CanaryMesh.Webhook.Kubernetes;

/// <summary>The caBundles in our webhook configurations. Only those fields are written, each guarded by the webhook's name at that place;
/// a re-applied manifest that emptied them is mended at the next look. Where the certificate is somebody else's, so are the bundles: they are
/// only read.</summary>
internal sealed class KubernetesTrustStore(IKubernetes client, bool writes = true) : ITrustStore
{
    private static readonly string[] Mutating = [Installation.EarlyConfiguration, Installation.LateConfiguration];

    public async Task<IReadOnlyDictionary<string, string?>> EnsureAsync(string bundle, CancellationToken cancellation)
    {
        var found = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var name in Mutating)
        {
            await LookAsync(found, $"mutating {name}", () => MutatingAsync(name, bundle, cancellation));
        }

        await LookAsync(found, $"validating {Installation.EarlyConfiguration}", () => ValidatingAsync(Installation.EarlyConfiguration, bundle, cancellation));
        return found;
    }

    private static async Task LookAsync(Dictionary<string, string?> found, string configuration, Func<Task<IEnumerable<(string Name, byte[]? Bundle)>>> read)
    {
        try
        {
            foreach (var (name, bundle) in await read())
            {
                found[$"{configuration} {name}"] = Encoding.UTF8.GetString(bundle ?? []);
            }
        }
        catch (HttpOperationException exception) when (KubernetesFaults.Is(exception, HttpStatusCode.NotFound))
        {
            found[configuration] = null;
        }
    }

    private async Task<IEnumerable<(string Name, byte[]? Bundle)>> MutatingAsync(string name, string bundle, CancellationToken cancellation)
    {
        var configuration = await client.AdmissionregistrationV1.ReadMutatingWebhookConfigurationAsync(name, cancellationToken: cancellation);
        if (writes && Patch([.. configuration.Webhooks.Select(each => (each.Name, (byte[]?)each.ClientConfig.CaBundle))], bundle) is { } patch)
        {
            configuration = await client.AdmissionregistrationV1.PatchMutatingWebhookConfigurationAsync(
                patch, name, fieldManager: Installation.FieldManager, cancellationToken: cancellation);
        }

        return configuration.Webhooks.Select(each => (each.Name, (byte[]?)each.ClientConfig.CaBundle));
    }

    private async Task<IEnumerable<(string Name, byte[]? Bundle)>> ValidatingAsync(string name, string bundle, CancellationToken cancellation)
    {
        var configuration = await client.AdmissionregistrationV1.ReadValidatingWebhookConfigurationAsync(name, cancellationToken: cancellation);
        if (writes && Patch([.. configuration.Webhooks.Select(each => (each.Name, (byte[]?)each.ClientConfig.CaBundle))], bundle) is { } patch)
        {
            configuration = await client.AdmissionregistrationV1.PatchValidatingWebhookConfigurationAsync(
                patch, name, fieldManager: Installation.FieldManager, cancellationToken: cancellation);
        }

        return configuration.Webhooks.Select(each => (each.Name, (byte[]?)each.ClientConfig.CaBundle));
    }

    private static V1Patch? Patch(IReadOnlyList<(string Name, byte[]? Bundle)> webhooks, string bundle)
    {
        var wanted = Encoding.UTF8.GetBytes(bundle);
        var operations = new JsonArray();
        for (var index = 0; index < webhooks.Count; index++)
        {
            if (!wanted.AsSpan().SequenceEqual(webhooks[index].Bundle))
            {
                operations.Add(new JsonObject { ["op"] = "test", ["path"] = $"/webhooks/{index}/name", ["value"] = webhooks[index].Name });
                operations.Add(new JsonObject
                {
                    ["op"] = "add",
                    ["path"] = $"/webhooks/{index}/clientConfig/caBundle",
                    ["value"] = Convert.ToBase64String(wanted),
                });
            }
        }

        return operations.Count == 0 ? null : new V1Patch(operations.ToJsonString(), V1Patch.PatchType.JsonPatch);
    }
}
