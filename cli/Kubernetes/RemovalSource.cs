using System.Text.Json.Nodes;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Templates;
using CanaryMesh.Cli.Objects;
using CanaryMesh.Cli.Removal;

namespace CanaryMesh.Cli.Kubernetes;

/// <summary>Reads an installation and what it cares for; takes steps.</summary>
internal sealed class RemovalSource(IClusterObjects objects, bool all) : IRemovalSource
{
    private const string HoldPolicy = "canarymesh-hold";

    private static readonly ObjectRef[] Admission =
    [
        new(ObjectKind.AdmissionPolicyBindings, null, HoldPolicy),
        new(ObjectKind.AdmissionPolicies, null, HoldPolicy),
        new(ObjectKind.MutatingConfigurations, null, Installation.LateConfiguration),
        new(ObjectKind.MutatingConfigurations, null, Installation.EarlyConfiguration),
        new(ObjectKind.ValidatingConfigurations, null, Installation.EarlyConfiguration),
    ];

    public async Task<Answer<RemovalFacts>> LookAsync(CancellationToken stop)
    {
        ObjectKind[] kinds = [ObjectKind.Namespaces, ObjectKind.Deployments, ObjectKind.Canaries, ObjectKind.Services];
        var lists = await Task.WhenAll(kinds.Select(kind => objects.ListAsync(kind, null, stop)));
        if (lists.FirstOrDefault(each => each is { Value: null, ExitCode: not ExitCodes.NotFound }) is { } failed)
        {
            return Answer<RemovalFacts>.Failed(failed.ExitCode, failed.Fault);
        }
        var analyzer = (lists[1].Value ?? []).FirstOrDefault(each => each.Text("metadata", "name") == Installation.Analyzer);
        var installed = analyzer.Text("metadata", "namespace") ?? Installation.Namespace;
        var watched = AnalyzerLimits.Of(analyzer);
        // Nobody gives back what lies elsewhere, and nothing holds it.
        bool IsOurs(JsonObject each) => watched.Count == 0 || watched.Contains(each.Text("metadata", "namespace") ?? each.Text("metadata", "name") ?? "");
        return Answer<RemovalFacts>.Of(new()
        {
            Analyzers = analyzer is null ? null : analyzer.Number("status", "availableReplicas") ?? 0,
            Installed = installed,
            Namespaces = [.. (lists[0].Value ?? []).Where(IsOurs)],
            Deployments = [.. (lists[1].Value ?? []).Where(IsOurs)],
            Canaries = [.. (lists[2].Value ?? []).Where(IsOurs)],
            Services = [.. (lists[3].Value ?? []).Where(IsOurs)],
            Admission = await PresentAsync(Admission, stop),
            Others = all ? await PresentAsync(InstalledObjects.In(installed, watched), stop) : [],
        });
    }

    public async Task<Answer<RemovalStep>> TakeAsync(RemovalStep step, CancellationToken stop)
    {
        var answer = step.Patch is { } patch ? await objects.PatchAsync(step.Object, patch.DeepClone(), stop) : await objects.DeleteAsync(step.Object, stop);
        return answer is { Value: not null } or { ExitCode: ExitCodes.NotFound }
            ? Answer<RemovalStep>.Of(step)
            : Answer<RemovalStep>.Failed(answer.ExitCode, answer.Fault);
    }

    // Those that may not be read are taken to be there: removing them says why it may not.
    private async Task<IReadOnlyList<ObjectRef>> PresentAsync(IEnumerable<ObjectRef> wanted, CancellationToken stop)
    {
        var found = await Task.WhenAll(wanted.Select(async each => (Ref: each, Answer: await objects.GetAsync(each, stop))));
        return [.. found.Where(each => each.Answer.ExitCode is not ExitCodes.NotFound && !IsGoing(each.Answer.Value)).Select(each => each.Ref)];
    }

    private static bool IsGoing(JsonObject? thing) => thing.Text("metadata", "deletionTimestamp") is not null;
}
