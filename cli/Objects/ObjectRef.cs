using System.Text.Json.Nodes;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Cli.Objects;

/// <summary>Which object.</summary>
internal sealed record ObjectRef(ObjectKind Kind, string? Namespace, string Name)
{
    internal static ObjectRef Of(ObjectKind kind, JsonObject thing) => new(kind, thing.Text("metadata", "namespace"), thing.Text("metadata", "name") ?? "");

    public override string ToString() => Namespace is null ? $"{Kind.Word} {Name}" : $"{Kind.Word} {Namespace}/{Name}";
}
