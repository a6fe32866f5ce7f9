using System.Text.Json.Nodes;
using CanaryMesh.Cli.Objects;

namespace CanaryMesh.Cli.Adoption;

/// <summary>One thing to do or to wait for.</summary>
internal abstract record AdoptionStep(string Words)
{
    internal sealed record Write(ObjectRef Object, string What, JsonNode Patch) : AdoptionStep($"{Object}: {What}");

    internal sealed record Delete(ObjectRef Object) : AdoptionStep($"{Object}: deleted");

    internal sealed record Wait(string What) : AdoptionStep($"wait until {What}");

    /// <summary>Clients and proxies that have not heard of the move yet are still answered by the primary.</summary>
    internal sealed record Drain() : AdoptionStep("wait until the primary's last requests have ended");

    public sealed override string ToString() => Words;
}
