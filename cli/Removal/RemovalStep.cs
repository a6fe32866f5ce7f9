using System.Text.Json.Nodes;
using CanaryMesh.Cli.Objects;

namespace CanaryMesh.Cli.Removal;

/// <summary>One write. Without a patch the object is deleted.</summary>
internal sealed record RemovalStep(ObjectRef Object, string Words, JsonObject? Patch = null)
{
    /// <summary>What the object was when the step was taken: another object of that name is another step.</summary>
    public string Uid { get; init; } = "";

    /// <summary>Who wrote what the step takes away, if the object tells.</summary>
    public string Writer { get; init; } = "";

    public override string ToString() => $"{Object}: {Words}";
}
