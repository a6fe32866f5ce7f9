using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Routing;

/// <summary>What is seen of a rollout, and a share → what its route has to say.</summary>
internal static class RouteIntents
{
    /// <summary>Shares in percent. Cookies are made of the version alone, so every leader makes the same ones; the last one is taken back while no share is in force.</summary>
    public static RouteIntent At(this RouteIntent intent, RolloutObservation seen, int weight, int mirror) => intent with
    {
        Weight = weight,
        Mirror = mirror,
        MatchesOnly = seen.Spec.Traffic.LanesOnly,
        Cookies = seen.Spec.Traffic.Affinity is { } rules ? Cookies(rules, seen, weight) : null,
    };

    private static RouteCookies Cookies(CookieAffinity rules, RolloutObservation seen, int weight)
    {
        var version = TemplateHash.TryParse(seen.Copy?.Hash ?? seen.Status.Trial, out var trial) ? trial.Short : "";
        return RouteCookies.Of(rules, version, weight, weight == 0 && version.Length > 0 ? $"{rules.Name}={version}" : null);
    }
}
