using System.Text.Json.Nodes;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Webhook.Checking;

/// <summary>What is wrong with the cookies of spec.analysis.sessionAffinity: one that no browser keeps would hold nobody, without a word.</summary>
internal static class AffinityFaults
{
    private const string Path = "spec.analysis.sessionAffinity";
    private const string SecureWords = "true: no browser keeps the cookie without it";

    public static void Find(JsonObject analysis, Findings found)
    {
        if (analysis.At("sessionAffinity") is not { } affinity)
        {
            return;
        }

        found.Require(affinity, Path, "cookieName", value => TrafficFaults.IsToken(value.Text()), TrafficFaults.TokenWords);
        found.Test(affinity, Path, "primaryCookieName", value => value.Text() is "" || TrafficFaults.IsToken(value.Text()), TrafficFaults.TokenWords);
        found.Test(affinity, Path, "maxAge", value => Findings.WholeOf(value) is >= 1 and <= int.MaxValue, "a whole number of at least 1: a cookie of age 0 is gone at once; left out, it is a day");
        found.Test(affinity, Path, "domain", value => value.Text() is "" || IsDomain(value.Text()), "a domain such as example.com");
        found.Test(affinity, Path, "path", value => value.Text() is "" || IsPath(value.Text()), "a path that begins with '/', without spaces and semicolons");
        found.OneOf(affinity, Path, "sameSite", "Strict", "Lax", "None");
        foreach (var flag in new[] { "httpOnly", "secure", "partitioned" })
        {
            found.Test(affinity, Path, flag, value => value is JsonValue each && each.TryGetValue<bool>(out _), "true or false");
        }

        Secure(affinity, found);
        if (affinity.Text("cookieName") is { Length: > 0 } name && name == affinity.Text("primaryCookieName"))
        {
            found.Must(affinity.At("primaryCookieName"), Path + ".primaryCookieName", "another name than cookieName");
        }

        if (!HasWeights(analysis))
        {
            found.Warn(Path, "it has no effect: without stepWeight or stepWeights nobody is drawn, so there is no side to keep; write one of them");
        }
    }

    private static void Secure(JsonNode affinity, Findings found)
    {
        string?[] names = [affinity.Text("cookieName"), affinity.Text("primaryCookieName")];
        var demands = affinity.Text("sameSite") is "None" || affinity.Flag("partitioned") || names.Any(name => IsOf(name, "__Secure-") || IsOf(name, "__Host-"));
        if (demands && !affinity.Flag("secure"))
        {
            found.Must(affinity.At("secure") ?? false, Path + ".secure", SecureWords);
        }

        if (names.Any(name => IsOf(name, "__Host-")) && (affinity.Text("domain") is { Length: > 0 } || affinity.Text("path") != "/"))
        {
            found.Must(affinity.At("cookieName"), Path + ".cookieName", "another name, or path be / and domain left out: no browser keeps it else");
        }
    }

    private static bool HasWeights(JsonObject analysis) =>
        Findings.WholeOf(analysis.At("stepWeight")) > 0 || analysis.At("stepWeights") is JsonArray { Count: > 0 };

    private static bool IsOf(string? name, string prefix) => name?.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) is true;

    private static bool IsDomain(string? text) => text is { Length: <= 253 } && Uri.CheckHostName(text.TrimStart('.')) is UriHostNameType.Dns;

    private static bool IsPath(string? text) => text is ['/', ..] and { Length: <= 256 } && text.All(each => each is > ' ' and <= '~' and not ';');
}
