using System.Text.Json.Nodes;
using CanaryMesh.Api.Templates;
using CanaryMesh.Cli.Adoption;
using CanaryMesh.Cli.Objects;

namespace CanaryMesh.Cli.Kubernetes;

/// <summary>Reads what Flagger left around one Canary; takes steps.</summary>
internal sealed class AdoptionSource(IClusterObjects objects, string namespaceName, string name) : IAdoptionSource
{
    private static readonly ObjectKind[] Listed =
        [ObjectKind.Deployments, ObjectKind.Services, ObjectKind.EndpointSlices, ObjectKind.Scalers, ObjectKind.ScaledObjects, ObjectKind.NetworkPolicies];

    public async Task<Answer<AdoptionFacts>> LookAsync(CancellationToken stop)
    {
        var canary = await objects.GetAsync(new(ObjectKind.Canaries, namespaceName, name), stop);
        if (canary.Value is not { } found)
        {
            return Answer<AdoptionFacts>.Failed(canary.ExitCode, canary.Fault);
        }
        var lists = await Task.WhenAll(Listed.Select(kind => objects.ListAsync(kind, namespaceName, stop)));
        var configs = await Task.WhenAll(
            new[] { ObjectKind.ConfigMaps, ObjectKind.Secrets }.Select(async kind => (Kind: kind, Answer: await objects.ListMetadataAsync(kind, namespaceName, stop))));
        var controllers = await objects.ListAsync(ObjectKind.Deployments, null, stop);
        foreach (var answer in lists.Concat(configs.Select(each => each.Answer)).Append(controllers).Where(each => each is { Value: null, ExitCode: not ExitCodes.NotFound }))
        {
            // What could not be looked at could be what an outage comes from.
            return Answer<AdoptionFacts>.Failed(answer.ExitCode, answer.Fault);
        }
        IReadOnlyList<JsonObject> Of(int at) => lists[at].Value ?? [];
        var facts = new AdoptionFacts { Canary = found };
        facts = facts with
        {
            Target = Of(0).FirstOrDefault(each => each.Text("metadata", "name") == facts.TargetName),
            Primary = Of(0).FirstOrDefault(each => each.Text("metadata", "name") == facts.PrimaryName),
            Services = Of(1),
            Slices = Of(2),
            Scalers = Of(3),
            ScaledObjects = Of(4),
            Policies = Of(5),
            Configs = [.. configs.SelectMany(each => (each.Answer.Value ?? []).Select(said => (each.Kind, said)))],
            Controllers = [.. (controllers.Value ?? []).Where(FlaggerController.Is)],
        };
        return facts.Primary is null ? Answer<AdoptionFacts>.Of(facts) : await ComparedAsync(facts, stop);
    }

    public async Task<Answer<AdoptionStep>> TakeAsync(AdoptionStep step, CancellationToken stop)
    {
        var answer = step switch
        {
            AdoptionStep.Write write => await objects.PatchAsync(write.Object, write.Patch.DeepClone(), stop),
            AdoptionStep.Delete delete => await objects.DeleteAsync(delete.Object, stop),
            _ => Answer<JsonObject>.Of([]),
        };
        return answer is { Value: not null } or { ExitCode: ExitCodes.NotFound } ? Answer<AdoptionStep>.Of(step) : Answer<AdoptionStep>.Failed(answer.ExitCode, answer.Fault);
    }

    // Contents are compared here and go no further.
    private async Task<Answer<AdoptionFacts>> ComparedAsync(AdoptionFacts facts, CancellationToken stop)
    {
        var differing = new List<string>();
        foreach (var (kind, said) in facts.Configs.Where(each => facts.IsOurs(each.Said) && PrimaryTemplate.Plain(each.Said.Text("metadata", "name")!) != each.Said.Text("metadata", "name")))
        {
            var copy = said.Text("metadata", "name")!;
            var pair = await Task.WhenAll(new[] { copy, PrimaryTemplate.Plain(copy) }.Select(each => objects.GetAsync(new(kind, namespaceName, each), stop)));
            if (pair.FirstOrDefault(each => each is { Value: null, ExitCode: not ExitCodes.NotFound }) is { } failed)
            {
                return Answer<AdoptionFacts>.Failed(failed.ExitCode, failed.Fault);
            }
            if (!JsonNode.DeepEquals(pair[0].Value?["data"], pair[1].Value?["data"]))
            {
                differing.Add(PrimaryTemplate.Plain(copy));
            }
        }
        return Answer<AdoptionFacts>.Of(facts with { Differing = differing });
    }
}
