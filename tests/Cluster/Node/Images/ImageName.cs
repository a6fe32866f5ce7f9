using System.Security.Cryptography;
using System.Text;

namespace CanaryMesh.Cluster.Node;

/// <summary>Parts of an image's name.</summary>
internal static class ImageName
{
    public static string Tag(string image)
    {
        var last = image[(image.LastIndexOf('/') + 1)..];
        var colon = last.LastIndexOf(':');
        return colon < 0 ? "latest" : last[(colon + 1)..];
    }

    /// <summary>The name without tag or digest, with a digest that stands for its content.</summary>
    public static string Id(string image)
    {
        var bare = image.Split('@')[0];
        var colon = bare.LastIndexOf(':');
        var repository = colon > bare.LastIndexOf('/') ? bare[..colon] : bare;
        return $"{repository}@sha256:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(image)))}";
    }
}
