using System.Text.Json.Nodes;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Cli.Adoption;

/// <summary>Recognizes Flagger's own Deployment and what it looks at.</summary>
internal static class FlaggerController
{
    private const string Namespace = "namespace=";

    internal static bool Is(JsonObject deployment) =>
        Containers(deployment).Any(container => Repository(container.Text("image") ?? "").Split('/')[^1] == "flagger");

    /// <summary>Whether it may act on Canaries of a namespace.</summary>
    internal static bool ActsIn(JsonObject deployment, string namespaceName) =>
        ((deployment.Number("spec", "replicas") ?? 1) > 0 || deployment.Number("status", "replicas") > 0)
        && (Scope(deployment) is not { Length: > 0 } scope || scope == namespaceName);

    private static string? Scope(JsonObject deployment) => Containers(deployment)
        .SelectMany(container => (container["args"] as JsonArray ?? []).Concat(container["command"] as JsonArray ?? []))
        .Select(each => ((string?)each ?? "").TrimStart('-'))
        .FirstOrDefault(each => each.StartsWith(Namespace, StringComparison.Ordinal))?[Namespace.Length..];

    private static IEnumerable<JsonObject> Containers(JsonObject deployment) => deployment.Objects("spec", "template", "spec", "containers");

    // A registry's port is no tag.
    private static string Repository(string image)
    {
        var name = image.Split('@')[0];
        var colon = name.LastIndexOf(':');
        return colon > name.LastIndexOf('/') ? name[..colon] : name;
    }
}
