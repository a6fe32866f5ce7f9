using System.Text.Json.Nodes;
using CanaryMesh.Cli.Objects;

namespace CanaryMesh.Cli.Removal;

/// <summary>What a cluster shows of an installation and of what is in its care.</summary>
internal sealed record RemovalFacts
{
    /// <summary>Analyzers that are available; null if their Deployment is not there.</summary>
    public int? Analyzers { get; init; }

    public string Installed { get; init; } = "";

    public IReadOnlyList<JsonObject> Namespaces { get; init; } = [];

    public IReadOnlyList<JsonObject> Deployments { get; init; } = [];

    public IReadOnlyList<JsonObject> Canaries { get; init; } = [];

    public IReadOnlyList<JsonObject> Services { get; init; } = [];

    /// <summary>The webhook configurations that are there.</summary>
    public IReadOnlyList<ObjectRef> Admission { get; init; } = [];

    /// <summary>Other objects of the installation that are there and were asked to be removed.</summary>
    public IReadOnlyList<ObjectRef> Others { get; init; } = [];
}
