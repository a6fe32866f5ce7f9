using System.Text.Json;
using System.Text.Json.Nodes;
using CanaryMesh.Api.Resources;
using CanaryMesh.Api.Resources.Canaries;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Applying;

/// <summary>spec.service of a raw Canary.</summary>
internal static class ServiceRequest
{
    /// <summary>Null if there is none, or none that can be read: the last good spec goes on, and its Services are there.</summary>
    public static CanaryService? Of(JsonObject canary)
    {
        try
        {
            return canary.At("spec", "service").Deserialize(ResourceJson.Default.CanaryService);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
