using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Webhook.Injection;

/// <summary>What the kubelet must know to begin a drain: it stands in the pod, so whoever may read the pod knows it, and the network does not.</summary>
internal static class DrainToken
{
    private const int Length = 32;

    /// <summary>Of what no round of admission changes, so that an injected pod keeps its token.</summary>
    public static string Of(JsonObject pod, ReadOnlyMemory<byte> key)
    {
        var name = pod.Text("metadata", "generateName") ?? pod.Text("metadata", "name");
        var identity = Encoding.UTF8.GetBytes($"drain/{pod.Text("metadata", "namespace")}/{name}");
        return Convert.ToHexStringLower(HMACSHA256.HashData(key.Span, identity))[..Length];
    }
}
