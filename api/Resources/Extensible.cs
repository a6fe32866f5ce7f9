using System.Text.Json;
using System.Text.Json.Serialization;

namespace CanaryMesh.Api.Resources;

/// <summary>A part of a resource that keeps the members it does not know, so that reading and writing it loses nothing.</summary>
public abstract record Extensible
{
    /// <summary>Members without a typed property, as they were read; null if there are none.</summary>
    // Settable, since the serializer cannot fill extension data through an init accessor.
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Extra { get; set; }
}
