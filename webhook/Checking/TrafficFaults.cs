using System.Globalization;
using System.Text.Json.Nodes;
using CanaryMesh.Api.Templates;
using CanaryMesh.Api.Values;

namespace CanaryMesh.Webhook.Checking;

/// <summary>What is wrong with the part of spec.analysis that says who goes where: conditions, cookies, keys. One that cannot be kept is
/// refused: left out, it would send requests to a version that they were not meant for.</summary>
internal static class TrafficFaults
{
    private const string Path = "spec.analysis";
    private const string TestWords = "an object with one of exact, prefix, suffix and regex";
    internal const string TokenWords = "the name of a cookie: no space, no comma, no semicolon, no '='";
    private const int MostMatches = 32;

    // What a proxy takes in all.
    private const int MostConditions = 256;
    private const int LongestText = 1024;

    public static void Find(JsonObject spec, JsonObject analysis, Findings found)
    {
        Matches(analysis, spec.Text("provider"), found);
        AffinityFaults.Find(analysis, found);
        Stickiness(analysis.At("stickiness"), found);
        found.Test(analysis, Path, "mirror", IsBool, "true or false");
        Unused(analysis, found);
    }

    private static void Matches(JsonObject analysis, string? provider, Findings found)
    {
        var isMesh = provider == Providers.Istio;
        found.Test(analysis, Path, "match", value => value is not JsonArray list || list.Count <= MostMatches, $"a list of at most {MostMatches} conditions");
        var all = 0;
        foreach (var (match, path) in found.Each(analysis, Path, "match"))
        {
            var before = found.Faults.Count;
            var count = Tests(match, path, "headers", found) + Tests(match, path, "cookies", found) + Tests(match, path, "queryParams", found);
            all += count;
            if (match.At("sourceLabels") is { } labels && !isMesh)
            {
                found.Must(labels, path + ".sourceLabels", provider == Providers.GatewayApi ? "left out: a Gateway does not see the labels of a caller" : "left out: the proxies do not see the labels of a caller");
            }
            else if (count == 0 && found.Faults.Count == before && !(isMesh && match.At("sourceLabels") is JsonObject { Count: > 0 }))
            {
                found.Add(path, $"a condition on headers, cookies{(isMesh ? ", sourceLabels" : "")} or queryParams must be given: without one it would take every request");
            }
        }

        if (all > MostConditions)
        {
            found.Add($"{Path}.match", $"at most {MostConditions} conditions in all are legal; there are {all}");
        }
    }

    private static int Tests(JsonObject match, string path, string field, Findings found)
    {
        found.Test(match, path, field, value => value is JsonObject, "an object of conditions by name");
        var tests = match.At(field) as JsonObject ?? [];
        foreach (var (name, test) in tests)
        {
            var place = $"{path}.{field}.{ShownText.Of(name)}";
            if (field == "queryParams" && name.Length == 0)
            {
                found.Add(place, "the name of a query parameter must be given");
            }

            if (field != "queryParams" && !IsToken(name))
            {
                found.Add(place, "the name must be one of a header or cookie: no space, no comma, no semicolon, no '='");
            }

            Test(test, place, found);
        }

        return tests.Count;
    }

    private static void Test(JsonNode? test, string path, Findings found)
    {
        string[] legal = ["exact", "prefix", "suffix", "regex"];
        if (test is not JsonObject members || members.Count > 1 || members.Any(each => !legal.Contains(each.Key)))
        {
            found.Must(test, path, TestWords);
            return;
        }

        foreach (var kind in legal)
        {
            found.Test(members, path, kind, value => value.Text() is { Length: <= LongestText }, string.Create(CultureInfo.InvariantCulture, $"a text of at most {LongestText} characters"));
        }

        found.Test(members, path, "regex", value => value.Text() is not { Length: <= LongestText } text || LanePattern.Compile(text) is not null, LanePattern.Words);
    }

    private static void Stickiness(JsonNode? key, Findings found)
    {
        const string Key = Path + ".stickiness";
        if (key is null)
        {
            return;
        }

        found.Test(key, Key, "header", value => IsToken(value.Text()), "the name of a header");
        found.Test(key, Key, "cookie", value => IsToken(value.Text()), TokenWords);
        found.Test(key, Key, "clientAddress", IsBool, "true or false");
        string?[] given = [key.Text("header"), key.Text("cookie"), key.At("clientAddress") is JsonValue flag && flag.TryGetValue<bool>(out var on) && on ? "on" : null];
        if (given.Count(each => each is not null) != 1)
        {
            found.Must(key, Key, "an object with one of header, cookie and clientAddress: true");
        }
    }

    // Legal, and without the effect that its writer may hope for.
    private static void Unused(JsonObject analysis, Findings found)
    {
        if (Findings.WholeOf(analysis.At("mirrorWeight")) > 0 && analysis.At("mirror")?.ToJsonString() != "true")
        {
            found.Warn(Path + ".mirrorWeight", "without mirror: true nothing is mirrored");
        }

        if (analysis.At("stepWeights") is JsonArray { Count: > 0 } && analysis.At("maxWeight") is not null)
        {
            found.Warn(Path + ".maxWeight", "beside stepWeights it has no effect: the last step is the largest weight");
        }

        if (Findings.WholeOf(analysis.At("iterations")) > 0 && (Findings.WholeOf(analysis.At("stepWeight")) > 0 || analysis.At("stepWeights") is JsonArray { Count: > 0 }))
        {
            found.Warn(Path + ".iterations", "beside weights it is the fewest passed checks before promotion; Flagger refuses the two together");
        }
    }

    private static bool IsBool(JsonNode value) => value is JsonValue flag && flag.TryGetValue<bool>(out _);

    internal static bool IsToken(string? text) =>
        text is { Length: > 0 and <= 256 } && text.All(each => char.IsAsciiLetterOrDigit(each) || "!#$%&'*+-.^_`|~".Contains(each, StringComparison.Ordinal));
}
