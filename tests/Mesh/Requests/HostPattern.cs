namespace CanaryMesh.Mesh.Requests;

/// <summary>A host of a route: a name, a name behind an asterisk, or an asterisk alone.</summary>
internal static class HostPattern
{
    /// <summary>How closely it fits: null not at all, more for a longer wildcard, most for the name itself.</summary>
    public static int? Fit(string pattern, string host) => pattern switch
    {
        "*" => 0,
        ['*', .. var rest] => host.Length > rest.Length && host.EndsWith(rest, StringComparison.OrdinalIgnoreCase) ? rest.Length : null,
        _ => pattern.Equals(host, StringComparison.OrdinalIgnoreCase) ? int.MaxValue : null,
    };

    /// <summary>The best fit of several patterns with several forms of one name.</summary>
    public static int? Fit(IEnumerable<string> patterns, IReadOnlyList<string> forms) =>
        patterns.SelectMany(pattern => forms.Select(form => Fit(pattern, form))).Max();
}
