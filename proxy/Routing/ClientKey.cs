using CanaryMesh.Api.Control;

namespace CanaryMesh.Proxy.Routing;

/// <summary>What tells clients apart → their place among a hundred. Every proxy finds the same one, and it stays for a whole trial: who is
/// below a weight is below every larger one. Another version finds other places, so that not always the same clients come first.</summary>
internal abstract class ClientKey(string version)
{
    private const string ForwardedFor = "X-Forwarded-For";

    // FNV-1a, 64 bits.
    private const ulong Basis = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    private readonly ulong _seed = Mix(Basis, version);

    public static ClientKey Of(Stickiness from, string version) => from.KeyCase switch
    {
        Stickiness.KeyOneofCase.Cookie => new OfCookie(from.Cookie, version),
        Stickiness.KeyOneofCase.ClientAddress => new OfAddress(version),
        Stickiness.KeyOneofCase.Header or Stickiness.KeyOneofCase.None => new OfHeader(from.Header, version),
        _ => new OfHeader(from.Header, version),
    };

    /// <summary>0–99; null if the request has no key: it is drawn.</summary>
    public int? Bucket(HttpContext context) => Hash(context) is { } hash ? Place(hash) : null;

    /// <summary>The same for every request of a client; null if the request has no key.</summary>
    public ulong? Hash(HttpContext context) => TryKey(context, out var key) && !key.IsEmpty ? Mix(_seed, key) : null;

    protected abstract bool TryKey(HttpContext context, out ReadOnlySpan<char> key);

    private static ulong Mix(ulong hash, ReadOnlySpan<char> text)
    {
        foreach (var each in text)
        {
            hash = (hash ^ each) * Prime;
        }

        return hash;
    }

    // FNV leaves keys that differ in the last letter close together: the bits are mixed once more (as MurmurHash3 ends).
    private static int Place(ulong hash)
    {
        hash = (hash ^ (hash >> 33)) * 0xff51afd7ed558ccd;
        hash = (hash ^ (hash >> 33)) * 0xc4ceb9fe1a85ec53;
        return (int)(((hash ^ (hash >> 33)) >> 32) * 100 >> 32);
    }

    private sealed class OfHeader(string name, string version) : ClientKey(version)
    {
        protected override bool TryKey(HttpContext context, out ReadOnlySpan<char> key)
        {
            var isThere = context.Request.Headers.TryGetValue(name, out var values);
            key = values.ToString();
            return isThere;
        }
    }

    private sealed class OfCookie(string name, string version) : ClientKey(version)
    {
        protected override bool TryKey(HttpContext context, out ReadOnlySpan<char> key) =>
            CookieReader.TryFind(context.Request.Headers.Cookie, name, out key);
    }

    // Our own proxy has appended whom it sees: the first is the client as the outermost hop saw it.
    private sealed class OfAddress(string version) : ClientKey(version)
    {
        protected override bool TryKey(HttpContext context, out ReadOnlySpan<char> key)
        {
            var all = context.Request.Headers[ForwardedFor].ToString().AsSpan();
            var comma = all.IndexOf(',');
            key = (comma < 0 ? all : all[..comma]).Trim();
            return !key.IsEmpty;
        }
    }
}
