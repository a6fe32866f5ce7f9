using System.Text.Json.Nodes;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Observing;

/// <summary>Reads the wish from a Deployment and, as its default, from its Namespace.</summary>
internal static class CanaryWishes
{
    private const string System = "kube-system";

    /// <param name="deployment">The Deployment.</param>
    /// <param name="ns">Its Namespace; null if that is not known.</param>
    /// <param name="canary">The Canary that it has; null if none.</param>
    /// <param name="installation">Name of our own namespace: what is there is never asked to have proxies.</param>
    public static CanaryWish Of(JsonObject deployment, JsonObject? ns, JsonObject? canary, string? installation) => deployment.Annotation(AnnotationNames.Enabled) switch
    {
        "true" => CanaryWish.Own,
        "false" => CanaryWish.Declined,
        not null => CanaryWish.Unclear,
        null when deployment.Text("metadata", "namespace") is { } name && (name == installation || name == System) => CanaryWish.Declined,
        null when IsOfACanary(deployment) => CanaryWish.Declined,
        _ => Default(ns, canary),
    };

    /// <summary>Whether a Canary was inferred from a Namespace.</summary>
    public static bool IsOfNamespace(JsonObject? canary) => canary.Label(AnnotationNames.Inferred) == AnnotationNames.InferredOfNamespace;

    // One that nobody can see says neither yes nor no: a lost right must not take every canary of its namespace away.
    private static CanaryWish Default(JsonObject? ns, JsonObject? canary) => ns switch
    {
        null => IsOfNamespace(canary) ? CanaryWish.Unclear : CanaryWish.Declined,
        _ when ns.Text("metadata", "deletionTimestamp") is not null => CanaryWish.Unclear,
        _ => ns.Annotation(AnnotationNames.Enabled) switch
        {
            "true" => CanaryWish.OfNamespace,
            null or "false" => CanaryWish.Declined,
            _ => CanaryWish.Unclear,
        },
    };

    // Copies on trial, and the primaries of a running Flagger.
    private static bool IsOfACanary(JsonObject deployment) => ClusterCaches.ControllerName(deployment, "Canary") is not null;
}
