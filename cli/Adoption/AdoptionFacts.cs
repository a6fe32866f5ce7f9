using System.Text.Json.Nodes;
using CanaryMesh.Api.Templates;
using CanaryMesh.Cli.Objects;

namespace CanaryMesh.Cli.Adoption;

/// <summary>What a namespace shows of a Canary that Flagger had, and of Flagger itself.</summary>
internal sealed record AdoptionFacts
{
    public required JsonObject Canary { get; init; }

    public JsonObject? Target { get; init; }

    public JsonObject? Primary { get; init; }

    public IReadOnlyList<JsonObject> Services { get; init; } = [];

    public IReadOnlyList<JsonObject> Slices { get; init; } = [];

    public IReadOnlyList<JsonObject> Scalers { get; init; } = [];

    public IReadOnlyList<JsonObject> ScaledObjects { get; init; } = [];

    public IReadOnlyList<JsonObject> Policies { get; init; } = [];

    /// <summary>ConfigMaps and Secrets of the namespace, what is said about them alone.</summary>
    public IReadOnlyList<(ObjectKind Kind, JsonObject Said)> Configs { get; init; } = [];

    /// <summary>Names of configurations whose content is another than that of the copy which serves.</summary>
    public IReadOnlyList<string> Differing { get; init; } = [];

    /// <summary>Deployments of the cluster that run Flagger's controller.</summary>
    public IReadOnlyList<JsonObject> Controllers { get; init; } = [];

    internal string Namespace => Canary.Text("metadata", "namespace") ?? "";

    internal string Name => Canary.Text("metadata", "name") ?? "";

    internal string Uid => Canary.Text("metadata", "uid") ?? "";

    internal string TargetName => Canary.Text("spec", "targetRef", "name") ?? Name;

    internal string PrimaryName => TargetName + "-primary";

    internal string Apex => Canary.Text("spec", "service", "name") is { Length: > 0 } name ? name : TargetName;

    internal bool IsOurs(JsonObject thing) => thing.Objects("metadata", "ownerReferences").Any(IsThisCanary);

    internal bool IsThisCanary(JsonObject owner) => owner.Text("uid") == Uid;

    /// <summary>The labels that tell the two sides apart: the primary's value and the target's.</summary>
    internal IEnumerable<(string Key, string Primary, string Target)> Apart()
    {
        var targets = Target.At("spec", "selector", "matchLabels") as JsonObject ?? [];
        foreach (var (key, value) in Primary.At("spec", "selector", "matchLabels") as JsonObject ?? [])
        {
            if ((string?)value is { } primary && targets.Text(key) is { } target && primary != target)
            {
                yield return (key, primary, target);
            }
        }
    }
}
