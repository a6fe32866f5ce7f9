using System.Text.Json.Nodes;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Cli.Removal;

/// <summary>Who wrote a field, as the API server remembers.</summary>
internal static class Writers
{
    /// <summary>Of an annotation, or of the whole spec.</summary>
    internal static string Of(JsonObject thing, string? annotation)
    {
        var managers = thing.Objects("metadata", "managedFields")
            .Where(each => annotation is null ? each.At("fieldsV1", "f:spec") is not null : Annotations(each)?.ContainsKey("f:" + annotation) == true)
            .Select(each => each.Text("manager"))
            .OfType<string>()
            .Where(name => name != Installation.FieldManager)
            .Distinct();
        return string.Join(", ", managers);
    }

    private static JsonObject? Annotations(JsonObject entry) => entry.At("fieldsV1", "f:metadata", "f:annotations") as JsonObject;
}
