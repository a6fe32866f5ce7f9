using System.Text.Json.Nodes;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Routing.GatewayApi;

/// <summary>How a backend of a rule is called in a line of text: by its name if it is a Service of the route's namespace, else by all that tells it.</summary>
internal static class BackendName
{
    public const string Service = "Service";

    private const string Core = "core";

    public static string Of(JsonObject reference, string ns)
    {
        var name = reference.Text("name") ?? "";
        var placed = reference.Text("namespace") is { Length: > 0 } other && other != ns ? $"{other}/{name}" : name;
        return IsService(reference) ? placed : $"{reference.Text("kind")} {placed}";
    }

    /// <summary>Whether a group is the one that has no name; some write it out.</summary>
    public static bool IsCore(string? group) => group is null or "" or Core;

    private static bool IsService(JsonObject reference) => IsCore(reference.Text("group")) && (reference.Text("kind") ?? Service) == Service;
}
