using System.Text.Json.Nodes;

namespace CanaryMesh.Analyzer.Routing;

/// <summary>The rules of HTTP in the place of one rule: lanes, then cookies, then the weights.</summary>
internal static class TrialRules
{
    public static IReadOnlyList<JsonObject> Of(RouteIntent intent, IRuleWords words) => intent switch
    {
        { MatchesOnly: true } => [words.Mirrored(words.Both(words.Lanes(), intent.Weight)), words.ToPrimary(words.Plain())],
        { Weight: > 0 } => [.. Lanes(intent, words), .. Sticky(intent, words), Weighted(intent, words)],
        _ => [.. Expiring(intent, words), Weighted(intent, words)],
    };

    // Nobody is led anywhere while no share is in force.
    private static IEnumerable<JsonObject> Lanes(RouteIntent intent, IRuleWords words)
    {
        if (intent.Matches.Count > 0)
        {
            yield return words.ToTrial(words.Lanes());
        }
    }

    private static IEnumerable<JsonObject> Sticky(RouteIntent intent, IRuleWords words)
    {
        if (intent.Cookies is { } cookies)
        {
            yield return words.Both(words.Having(cookies.Canary), 100);
        }

        if (intent.Cookies?.Primary is { } primary)
        {
            yield return words.Both(words.Having(primary), 0);
        }
    }

    private static IEnumerable<JsonObject> Expiring(RouteIntent intent, IRuleWords words)
    {
        if (intent.Cookies is { Previous: { } previous } cookies)
        {
            yield return words.Both(words.Having(previous), 0, setPrimary: cookies.Expire);
        }
    }

    private static JsonObject Weighted(RouteIntent intent, IRuleWords words)
    {
        var cookies = intent.Weight > 0 ? intent.Cookies : null;
        return words.Mirrored(words.Both(words.Plain(), intent.Weight, cookies?.SetPrimary, cookies?.SetCanary));
    }
}
