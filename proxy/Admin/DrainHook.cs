using System.Security.Cryptography;
using System.Text;

namespace CanaryMesh.Proxy.Admin;

/// <summary>The pod's preStop hook: its path ends in a token that only those know who may read the pod. A drain does not end, so the pod's
/// network must not be able to begin one.</summary>
internal sealed class DrainHook(string token, Action drain)
{
    private const string Prefix = "/drain/";
    private readonly byte[] _token = Encoding.UTF8.GetBytes(token);

    public bool Is(string? path) => _token.Length > 0
        && path is not null
        && path.StartsWith(Prefix, StringComparison.Ordinal)
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(path[Prefix.Length..]), _token);

    public void Drain() => drain();
}
