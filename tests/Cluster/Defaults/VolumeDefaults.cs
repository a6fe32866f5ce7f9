using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Json;

namespace CanaryMesh.Cluster.Defaults;

/// <summary>Defaults of volumes.</summary>
internal static class VolumeDefaults
{
    public static void Volume(JsonObject volume)
    {
        if (volume.Count == 1 && volume.ContainsKey("name"))
        {
            volume["emptyDir"] = new JsonObject();
        }

        foreach (var source in (ReadOnlySpan<string>)["configMap", "secret", "downwardAPI", "projected"])
        {
            volume.Object(source)?.Fill("defaultMode", 420);
        }

        volume.Object("hostPath")?.Fill("type", "");
        DownwardItems(volume.Object("downwardAPI"));
        foreach (var source in volume.Objects("projected", "sources"))
        {
            source.Object("serviceAccountToken")?.Fill("expirationSeconds", 3600);
            DownwardItems(source.Object("downwardAPI"));
        }
    }

    private static void DownwardItems(JsonObject? source)
    {
        foreach (var item in source.Objects("items"))
        {
            item.Object("fieldRef")?.Fill("apiVersion", "v1");
            item.Object("resourceFieldRef")?.Fill("divisor", "0");
        }
    }
}
