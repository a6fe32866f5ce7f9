using System.Globalization;
using System.Text.Json.Nodes;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Routing.GatewayApi;

/// <summary>What a route is attached to, with what is left unsaid filled in: so two references are seen to be the same.</summary>
internal sealed record ParentName(string Group, string Kind, string Namespace, string Name, string? Section, int? Port)
{
    public const string DefaultKind = "Gateway";

    /// <summary>One text, by which it is known in our mark.</summary>
    public string Key => string.Create(CultureInfo.InvariantCulture, $"{Group}/{Kind}/{Namespace}/{Name}/{Section}/{Port}");

    public static ParentName Of(JsonObject reference, string ns)
    {
        var group = reference.Text("group") ?? GatewayKinds.Group;
        return new(
            BackendName.IsCore(group) ? "" : group,
            reference.Text("kind") ?? DefaultKind,
            reference.Text("namespace") is { Length: > 0 } given ? given : ns,
            reference.Text("name") ?? "",
            reference.Text("sectionName") is { Length: > 0 } section ? section : null,
            reference.Number("port"));
    }

    /// <summary>Whether both are the same object, whichever part of it.</summary>
    public bool IsBeside(ParentName other) => (Group, Kind, Namespace, Name) == (other.Group, other.Kind, other.Namespace, other.Name);

    /// <summary>The reference in a sentence.</summary>
    public string Shown(string ns)
    {
        var placed = Namespace == ns ? Name : $"{Namespace}/{Name}";
        var whole = Section is null ? $"{Kind} {placed}" : $"{Kind} {placed} ({Section})";
        return Port is { } port ? string.Create(CultureInfo.InvariantCulture, $"{whole} at port {port}") : whole;
    }
}
