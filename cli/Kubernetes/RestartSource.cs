using System.Text.Json.Nodes;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Policies;
using CanaryMesh.Api.Templates;
using CanaryMesh.Cli.Objects;
using CanaryMesh.Cli.Removal;
using CanaryMesh.Cli.Restarting;

namespace CanaryMesh.Cli.Kubernetes;

/// <summary>Reads managed targets with their pods, and what the installation would inject today.</summary>
internal sealed class RestartSource(IClusterObjects objects, string? namespaceName, string? name, string installed) : IRestartSource
{
    private string _image = "";

    public async Task<Answer<IReadOnlyList<RestartFacts>>> LookAsync(CancellationToken stop)
    {
        var settings = await objects.GetAsync(new(ObjectKind.ConfigMaps, installed, Installation.ConfigMap), stop);
        if (settings.Value.Text("data", Installation.Settings.ProxyImage) is not { Length: > 0 } image)
        {
            return Failed(settings.ExitCode is ExitCodes.Done ? ExitCodes.NotFound : settings.ExitCode, $"the installation's proxy image is not known: {settings.Fault}");
        }
        _image = image;
        var canaries = await objects.ListAsync(ObjectKind.Canaries, namespaceName, stop);
        if (canaries.Value is not { } listed)
        {
            return Failed(canaries.ExitCode, canaries.Fault);
        }
        var wanted = listed.Where(each => name is null || each.Text("metadata", "name") == name).Where(Care.HasFinalizer).ToList();
        if (wanted is [] && name is not null)
        {
            return Failed(ExitCodes.NotFound, $"no managed target has a Canary {name}");
        }
        var looked = await Task.WhenAll(wanted.Select(each => OfAsync(each, stop)));
        return looked.FirstOrDefault(each => each is { Value: null, ExitCode: not ExitCodes.NotFound }) is { } failed
            ? Failed(failed.ExitCode, failed.Fault)
            : Answer<IReadOnlyList<RestartFacts>>.Of([.. looked.Select(each => each.Value).OfType<RestartFacts>()]);
    }

    public async Task<Answer<RestartFacts>> LookAgainAsync(RestartFacts before, CancellationToken stop)
    {
        var canary = await objects.GetAsync(ObjectRef.Of(ObjectKind.Canaries, before.Canary), stop);
        return canary.Value is { } found ? await OfAsync(found, stop) : Answer<RestartFacts>.Failed(canary.ExitCode, canary.Fault);
    }

    public Task<Answer<JsonObject>> RestartAsync(RestartFacts facts, JsonObject patch, CancellationToken stop) =>
        objects.PatchAsync(ObjectRef.Of(ObjectKind.Deployments, facts.Target), patch, stop);

    private async Task<Answer<RestartFacts>> OfAsync(JsonObject canary, CancellationToken stop)
    {
        var ns = canary.Text("metadata", "namespace");
        var target = await objects.GetAsync(new(ObjectKind.Deployments, ns, canary.Text("spec", "targetRef", "name") ?? canary.Text("metadata", "name")!), stop);
        var pods = await objects.ListAsync(ObjectKind.Pods, ns, stop);
        return (target.Value, pods.Value) switch
        {
            (null, _) => Answer<RestartFacts>.Failed(target.ExitCode, target.Fault),
            (_, null) => Answer<RestartFacts>.Failed(pods.ExitCode, pods.Fault),
            ({ } found, { } all) => Answer<RestartFacts>.Of(new(canary, found, [.. all.Where(pod => IsOf(found, pod))], _image)),
        };
    }

    // The copy's pods are labelled apart, and rolled with each trial.
    private static bool IsOf(JsonObject target, JsonObject pod) =>
        LabelSelector.Matches(target.At("spec", "selector"), pod.At("metadata", "labels"))
        && pod.Label(AnnotationNames.Track) is not AnnotationNames.Canary;

    private static Answer<IReadOnlyList<RestartFacts>> Failed(int code, string fault) => Answer<IReadOnlyList<RestartFacts>>.Failed(code, fault);
}
