using System.Globalization;
using CanaryMesh.Analyzer.Rollouts;

namespace CanaryMesh.Analyzer.Routing;

/// <summary>The cookies of a trial, each as name=value. The canary's is of the version alone, the primary's of the weight as well: at the next
/// weight its clients are drawn again. <see cref="Previous"/> is the canary's of the last trial, which is taken back while no share is in force.</summary>
internal sealed record RouteCookies(CookieAffinity Rules, string Canary, string? Primary, string? Previous)
{
    public static RouteCookies Of(CookieAffinity rules, string version, int weight, string? previous) => new(
        rules,
        $"{rules.Name}={version}",
        rules.PrimaryName is { } name ? string.Create(CultureInfo.InvariantCulture, $"{name}={version}-{weight}") : null,
        previous is { Length: > 0 } ? previous : null);

    /// <summary>Value of the header Set-Cookie that gives the canary's cookie.</summary>
    public string SetCanary => string.Create(CultureInfo.InvariantCulture, $"{Canary}; Max-Age={Rules.MaxAgeSeconds}{Rules.Attributes}");

    /// <summary>The same for the primary's; null if it sets none.</summary>
    public string? SetPrimary => Primary is null ? null : string.Create(CultureInfo.InvariantCulture, $"{Primary}; Max-Age={Rules.PrimaryMaxAgeSeconds}{Rules.Attributes}");

    /// <summary>The same that takes the previous cookie back; null if there is none.</summary>
    public string? Expire => Previous is null ? null : $"{Previous}; Max-Age=-1{Rules.Attributes}";
}
