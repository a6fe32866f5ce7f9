using System.Text.Json.Nodes;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Routing;

/// <summary>What the route in front of a workload has to say, whole and absolute; each provider makes its own objects of it. What a team wrote
/// of the route is taken from the raw Canary, so that members this build does not know reach the route as well.</summary>
internal sealed record RouteIntent
{
    private const int AnyPort = 80;

    /// <summary>The raw Canary; it owns what is made.</summary>
    public required JsonObject Canary { get; init; }

    /// <summary>Name of the apex Service, and of the route.</summary>
    public required string Apex { get; init; }

    /// <summary>Name of the Service that selects the primary's pods.</summary>
    public required string Primary { get; init; }

    /// <summary>Name of the Service that selects the pods of the version on trial.</summary>
    public required string OnTrial { get; init; }

    /// <summary>Share of the version on trial, percent.</summary>
    public int Weight { get; init; }

    /// <summary>Share of the primary's requests of which the version on trial gets a copy, percent.</summary>
    public int Mirror { get; init; }

    /// <summary>A/B: the weight is that of the conditions, and nobody else goes to the version on trial.</summary>
    public bool MatchesOnly { get; init; }

    /// <summary>The cookies of session affinity; null if the Canary asks for none.</summary>
    public RouteCookies? Cookies { get; init; }

    public string Name => Canary.Text("metadata", "name") ?? "";

    public string Namespace => Canary.Text("metadata", "namespace") ?? "";

    public string Uid => Canary.Text("metadata", "uid") ?? "";

    /// <summary>The section service of the Canary, as it was written.</summary>
    public JsonObject Service => Canary.At("spec", "service") as JsonObject ?? [];

    /// <summary>Port of the apex.</summary>
    public int Port => Service.Number("port") ?? AnyPort;

    /// <summary>The conditions of the analysis, as they were written: beside weights the lanes in front of them, alone those of A/B.</summary>
    public IReadOnlyList<JsonObject> Matches => [.. Canary.Objects("spec", "analysis", "match")];

    /// <summary>The intent of a Canary at rest, with the names that its target's Services have.</summary>
    public static RouteIntent Of(JsonObject canary)
    {
        var target = canary.Text("spec", "targetRef", "name") ?? "";
        return new()
        {
            Canary = canary,
            Apex = canary.Text("spec", "service", "name") is { Length: > 0 } name ? name : target,
            Primary = SideNames.Service(target, AnnotationNames.Primary),
            OnTrial = SideNames.Service(target, AnnotationNames.Canary),
        };
    }
}
