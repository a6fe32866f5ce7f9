using System.Text.Json;
using CanaryMesh.Mesh.Actions;
using CanaryMesh.Mesh.Reading;

namespace CanaryMesh.Mesh.Istio;

/// <summary>Reads headers.request and headers.response.</summary>
internal static class IstioHeaders
{
    public static HeaderChange Read(JsonElement item, string way) => item.At("headers", way) is { } change
        ? new HeaderChange(change.Map("set"), change.Map("add"), change.Texts("remove"))
        : HeaderChange.None;
}
