using System.Text.Json;
using System.Text.Json.Nodes;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Webhook.Onboarding;

/// <summary>spec.paused in the manifest of a managed target: the field by which versions are held. What is said of it; pure.</summary>
internal static class ManifestPause
{
    private const string LastApplied = "kubectl.kubernetes.io/last-applied-configuration";

    public static string? Warning(JsonObject? old, JsonObject current) =>
        IsOwnPause(current) && (old is null || !IsOwnPause(old))
            ? "canarymesh: spec.paused: true: no version is tried while this pause of your own stands; leave it out, new versions are held without it"
            : IsWritten(current)
                ? "canarymesh: spec.paused: false has no effect on a version that is held, and asks with each apply to resume it; leave it out"
                : null;

    private static bool IsOwnPause(JsonObject deployment) => deployment.Flag("spec", "paused") && deployment.Annotation(AnnotationNames.Held) is null;

    // An object never shows a false: only what the manifests were does.
    private static bool IsWritten(JsonObject deployment) =>
        deployment.Objects("metadata", "managedFields").Any(each => each.Text("operation") == "Apply" && each.At("fieldsV1", "f:spec", "f:paused") is not null && !deployment.Flag("spec", "paused"))
        || Applied(deployment.Annotation(LastApplied))?.ToJsonString() == "false";

    private static JsonNode? Applied(string? manifest)
    {
        try
        {
            return manifest is null ? null : JsonNode.Parse(manifest).At("spec", "paused");
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
