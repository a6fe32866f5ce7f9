using System.Text.Json.Nodes;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Routing.Istio;

/// <summary>What the rules of a route have in common: the section service of the Canary, over the rule that was there before.</summary>
internal sealed record ServiceRule(IReadOnlyList<JsonObject> Matches, JsonObject Members)
{
    private static readonly string[] Verbatim = ["timeout", "retries", "corsPolicy", "headers"];
    private static readonly string[] PerSide = ["match", "route"];

    public static ServiceRule Of(JsonObject service, JsonObject before)
    {
        var members = (JsonObject)before.DeepClone();
        foreach (var name in PerSide)
        {
            members.Remove(name);
        }

        if (service["rewrite"] is JsonObject rewrite)
        {
            // The type is Gateway API's.
            members["rewrite"] = new JsonObject(rewrite.Where(pair => pair.Key != "type").Select(pair => KeyValuePair.Create(pair.Key, pair.Value?.DeepClone())));
        }

        foreach (var name in Verbatim.Where(name => service[name] is not null))
        {
            members[name] = service[name]!.DeepClone();
        }

        return new([.. (BaseRules.HasMatch(service) ? service : before).Objects("match")], members);
    }

    /// <summary>A rule with these conditions and destinations.</summary>
    public JsonObject With(JsonArray match, JsonArray route)
    {
        var rule = new JsonObject();
        if (match.Count > 0)
        {
            rule["match"] = match;
        }

        foreach (var (name, value) in Members)
        {
            rule[name] = value?.DeepClone();
        }

        rule["route"] = route;
        return rule;
    }

    /// <summary>The conditions of the service alone.</summary>
    public JsonArray Plain() => new([.. Matches.Select(each => each.DeepClone())]);
}
