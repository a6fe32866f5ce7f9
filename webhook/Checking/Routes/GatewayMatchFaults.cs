using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CanaryMesh.Api.Templates;
using CanaryMesh.Api.Values;

namespace CanaryMesh.Webhook.Checking.Routes;

/// <summary>Conditions that an HTTPRoute cannot keep. Left out, each would lead more requests than it says, in the worst case all of them.</summary>
internal static class GatewayMatchFaults
{
    private const string Methods = "GET, HEAD, POST, PUT, DELETE, CONNECT, OPTIONS, TRACE, PATCH";
    private const string Headers = "headers";
    private const string Query = "queryParams";

    /// <summary>A condition of the service at a path.</summary>
    public static void Service(JsonObject match, string path, Findings found)
    {
        foreach (var (name, value) in Given(match))
        {
            switch (name)
            {
                case "uri" or "name":
                    break;
                case "method":
                    Method(value, $"{path}.method", found);
                    break;
                default:
                    Common(name, value, path, "uri, method, headers and queryParams", found);
                    break;
            }
        }
    }

    /// <summary>A condition of the analysis.</summary>
    public static void Analysis(JsonObject match, string path, Findings found)
    {
        foreach (var (name, value) in Given(match).Where(pair => pair.Key is not ("cookies" or "sourceLabels")))
        {
            Common(name, value, path, "headers, cookies and queryParams", found);
        }
    }

    private static void Common(string name, JsonNode value, string path, string legal, Findings found)
    {
        if (name is Headers or Query)
        {
            Texts(value, $"{path}.{name}", found);
        }
        else
        {
            found.Add($"{path}.{ShownText.Of(name)}", $"{ShownText.Of(value.ToJsonString())} is nothing that an HTTPRoute can compare; legal are {legal}");
        }
    }

    private static void Method(JsonNode method, string path, Findings found)
    {
        foreach (var (how, value) in (method as JsonObject ?? []).Where(pair => pair.Key != "exact" || pair.Value.Text() is not { } text || !Methods.Split(", ").Contains(text)))
        {
            Must(value, $"{path}.{ShownText.Of(how)}", $"exact, and one of {Methods}", found);
        }
    }

    private static void Texts(JsonNode conditions, string path, Findings found)
    {
        foreach (var (name, condition) in conditions as JsonObject ?? [])
        {
            foreach (var (how, value) in condition as JsonObject ?? [])
            {
                Text(how, value, $"{path}.{ShownText.Of(name)}.{ShownText.Of(how)}", found);
            }
        }
    }

    private static void Text(string how, JsonNode? value, string path, Findings found)
    {
        if (how is "prefix" or "suffix")
        {
            var text = ShownText.Of(Regex.Escape(value.Text() ?? ""));
            Must(value, path, $"exact or regex in an HTTPRoute, here regex: {(how == "prefix" ? $"{text}.*" : $".*{text}")}", found);
        }
    }

    private static void Must(JsonNode? value, string path, string words, Findings found) => found.Add(path, $"{ShownText.Of(value.Text() ?? value?.ToJsonString() ?? "")} must be {words}");

    // What says nothing is as good as not written.
    private static IEnumerable<KeyValuePair<string, JsonNode>> Given(JsonObject match) => match
        .Where(pair => pair.Value is not (null or JsonObject { Count: 0 } or JsonArray { Count: 0 }) && pair.Value.ToJsonString() is not ("false" or "\"\""))
        .Select(pair => KeyValuePair.Create(pair.Key, pair.Value!));
}
