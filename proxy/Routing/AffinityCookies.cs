using CanaryMesh.Api.Control;

namespace CanaryMesh.Proxy.Routing;

/// <summary>Flagger's cookies. Their values name the trial, so those of an older one keep nobody anywhere.</summary>
internal sealed class AffinityCookies(Affinity affinity)
{
    private readonly (string Name, string Value) _canary = Pair(affinity.Canary);
    private readonly (string Name, string Value) _primary = Pair(affinity.Primary);

    /// <summary>Null if no cookie decides.</summary>
    public Choice? SideOf(IHeaderDictionary headers) =>
        Has(headers, _canary) ? Choice.KeptOnCanary
        : Has(headers, _primary) ? Choice.KeptOnApp
        : null;

    /// <summary>The cookie that an answer sets; null if none.</summary>
    public string? AnswerTo(Choice choice, bool isOpen, IHeaderDictionary headers) => choice switch
    {
        Choice.DrawnToCanary => affinity.SetCanary,
        Choice.DrawnToApp when isOpen => affinity.SetPrimary is { Length: > 0 } cookie ? cookie : null,
        Choice.DrawnToApp => CookieReader.TryFind(headers.Cookie, affinity.Name, out _) ? affinity.Expire : null,
        Choice.KeptOnApp or Choice.KeptOnCanary => null,
        _ => null,
    };

    private static bool Has(IHeaderDictionary headers, (string Name, string Value) cookie) =>
        cookie.Name.Length > 0 && CookieReader.TryFind(headers.Cookie, cookie.Name, out var value) && value.SequenceEqual(cookie.Value);

    private static (string Name, string Value) Pair(string cookie) =>
        cookie.IndexOf('=', StringComparison.Ordinal) is var at and > 0 ? (cookie[..at], cookie[(at + 1)..]) : ("", "");
}
