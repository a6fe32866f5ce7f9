using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Kubernetes;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Observing;

/// <summary>The volume claims of a target, asked for only where it has a new version: nothing else wants to know, so claims are not watched.</summary>
internal static class ClaimReader
{
    public static async Task<Dictionary<string, JsonObject>> ReadAsync(IKubeApi api, JsonObject? target, CancellationToken cancellation)
    {
        var found = new Dictionary<string, JsonObject>(StringComparer.Ordinal);
        if (target?.Annotation(AnnotationNames.Held) is null)
        {
            return found;
        }

        foreach (var claim in target.Objects("spec", "template", "spec", "volumes").Select(volume => volume.Text("persistentVolumeClaim", "claimName")).OfType<string>())
        {
            if ((await api.GetAsync(KubeKind.PersistentVolumeClaims, target.Text("metadata", "namespace"), claim, cancellation)).Object is { } read)
            {
                found[claim] = read;
            }
        }

        return found;
    }
}
