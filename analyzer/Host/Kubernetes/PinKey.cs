using System.Security.Cryptography;
using System.Text.Json.Nodes;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Kubernetes;

/// <summary>The installation's key of the hashes of pinned Secrets. Hashes stand in annotations and names that many may read: without a key a
/// short password could be found by trying, and two namespaces with the same one could be told.</summary>
internal sealed class PinKey(IKubeApi api, string ns)
{
    private const string Entry = "key";
    private const int Length = 32;
    private byte[]? _key;

    /// <summary>Null while it cannot be read: then nothing is hashed.</summary>
    public async Task<ReadOnlyMemory<byte>?> ReadAsync(CancellationToken cancellation)
    {
        if (_key is { } known)
        {
            return known.AsMemory();
        }

        var found = await api.GetAsync(KubeKind.Secrets, ns, Installation.PinKeySecret, cancellation);
        found = found.NotFound ? await api.CreateAsync(KubeKind.Secrets, ns, Fresh(), cancellation) : found;

        // The loser of a race takes the winner's.
        found = found.AlreadyExists ? await api.GetAsync(KubeKind.Secrets, ns, Installation.PinKeySecret, cancellation) : found;
        _key = Read(found.Object);
        return _key is { } made ? made.AsMemory() : (ReadOnlyMemory<byte>?)null;
    }

    private JsonObject Fresh() => new()
    {
        ["apiVersion"] = "v1",
        ["kind"] = "Secret",
        ["metadata"] = new JsonObject { ["name"] = Installation.PinKeySecret, ["namespace"] = ns },
        ["type"] = "Opaque",
        ["immutable"] = true,
        ["data"] = new JsonObject { [Entry] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(Length)) },
    };

    private static byte[]? Read(JsonObject? secret)
    {
        var room = new byte[secret.Text("data", Entry)?.Length ?? 0];
        return secret.Text("data", Entry) is { } text && Convert.TryFromBase64String(text, room, out var count) && count >= Length ? room[..count] : null;
    }
}
