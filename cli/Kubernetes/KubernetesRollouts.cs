using System.Text.Json;
using System.Text.Json.Nodes;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Resources;
using CanaryMesh.Api.Resources.Canaries;
using CanaryMesh.Cli.Records;
using CanaryMesh.Cli.Rollouts;
using k8s;
using k8s.Models;

namespace CanaryMesh.Cli.Kubernetes;

/// <summary>Rollouts of one namespace over the Kubernetes API.</summary>
internal sealed class KubernetesRollouts(IKubernetes client, string namespaceName) : IRolloutSource
{
    public Task<Answer<Canary>> CanaryAsync(string name, CancellationToken stop) => ApiCall.AnswerAsync($"canary {namespaceName}/{name}", async () =>
    {
        var found = await client.CustomObjects.GetNamespacedCustomObjectAsync(
            ResourceNames.Group, ResourceNames.Version, namespaceName, ResourceNames.Canaries, name, stop);
        return ((JsonElement)found).Deserialize(ResourceJson.Default.Canary)!;
    });

    public Task<Answer<IReadOnlyList<Canary>>> CanariesAsync(CancellationToken stop) => ApiCall.AnswerAsync("the resource canaries.flagger.app", async () =>
    {
        var found = await client.CustomObjects.ListNamespacedCustomObjectAsync(
            ResourceNames.Group, ResourceNames.Version, namespaceName, ResourceNames.Canaries, cancellationToken: stop);
        return ((JsonElement)found).Deserialize(ResourceJson.Default.CanaryList)!.Items;
    });

    public Task<Answer<WorkloadFacts>> WorkloadAsync(string name, CancellationToken stop) => ApiCall.AnswerAsync($"deployment {namespaceName}/{name}", async () =>
        WorkloadReader.Read(await client.AppsV1.ReadNamespacedDeploymentAsync(name, namespaceName, cancellationToken: stop)));

    public Task<Answer<IReadOnlyList<EventFacts>>> EventsAsync(string canary, CancellationToken stop) => ApiCall.AnswerAsync("events", async () =>
    {
        var found = await client.CoreV1.ListNamespacedEventAsync(
            namespaceName, fieldSelector: $"involvedObject.kind={ResourceNames.Canary},involvedObject.name={canary}", cancellationToken: stop);
        return (IReadOnlyList<EventFacts>)[.. found.Items.Select(EventReader.Read)];
    });

    public Task<Answer<IReadOnlyList<KeptRecord>>> RecordsAsync(string canary, CancellationToken stop) => ApiCall.AnswerAsync("configmaps", async () =>
    {
        var found = await client.CoreV1.ListNamespacedConfigMapAsync(
            namespaceName, labelSelector: $"{AnnotationNames.Judged}={JudgedNames.Label(canary)}", cancellationToken: stop);
        return (IReadOnlyList<KeptRecord>)
            [.. found.Items.Select(map => map.Data?.TryGetValue(JudgedNames.Record, out var record) is true ? new KeptRecord(map.Metadata.Name, record) : null).OfType<KeptRecord>()];
    });

    public Task<Answer<Canary>> CommandAsync(string name, string command, CancellationToken stop) => ApiCall.AnswerAsync($"canary {namespaceName}/{name}", async () =>
    {
        var patch = new JsonObject
        {
            ["metadata"] = new JsonObject { ["annotations"] = new JsonObject { [AnnotationNames.Command] = command } },
        };
        var patched = await client.CustomObjects.PatchNamespacedCustomObjectAsync(
            new V1Patch(patch.ToJsonString(), V1Patch.PatchType.MergePatch),
            ResourceNames.Group, ResourceNames.Version, namespaceName, ResourceNames.Canaries, name, cancellationToken: stop);
        return ((JsonElement)patched).Deserialize(ResourceJson.Default.Canary)!;
    });
}
