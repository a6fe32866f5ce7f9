using System.Text.Json.Nodes;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Cli.Preflight;

/// <summary>What is looked at before and after an installation. A list that may not be read is empty and named in <see cref="Unread"/>.</summary>
internal sealed record PreflightFacts
{
    public string Installed { get; init; } = "";

    public bool IsInstalled => Deployments.Any(each => each.Text("metadata", "name") == Api.Names.Installation.Analyzer);

    public JsonObject? Version { get; init; }

    /// <summary>Every group and version that is served, e.g. apps/v1.</summary>
    public IReadOnlySet<string> Served { get; init; } = new HashSet<string>();

    /// <summary>Resources of admissionregistration.k8s.io/v1.</summary>
    public IReadOnlySet<string> Admission { get; init; } = new HashSet<string>();

    public IReadOnlyList<JsonObject> Nodes { get; init; } = [];

    public IReadOnlyList<JsonObject> Namespaces { get; init; } = [];

    public IReadOnlyList<JsonObject> Deployments { get; init; } = [];

    public IReadOnlyList<JsonObject> Services { get; init; } = [];

    public IReadOnlyList<JsonObject> Canaries { get; init; } = [];

    public IReadOnlyList<JsonObject> Policies { get; init; } = [];

    public IReadOnlyList<JsonObject> Mutating { get; init; } = [];

    public IReadOnlyList<JsonObject> Validating { get; init; } = [];

    public IReadOnlyList<JsonObject> Definitions { get; init; } = [];

    /// <summary>Rights that are lacking.</summary>
    public IReadOnlyList<Right> Denied { get; init; } = [];

    public MetricsFacts? Metrics { get; init; }

    public IReadOnlyList<string> Unread { get; init; } = [];
}
