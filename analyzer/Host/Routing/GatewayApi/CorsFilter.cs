using System.Text.Json.Nodes;
using CanaryMesh.Api.Templates;
using CanaryMesh.Api.Values;

namespace CanaryMesh.Analyzer.Routing.GatewayApi;

/// <summary>The filter that tells browsers which other sites may ask.</summary>
internal static class CorsFilter
{
    public const string Type = "CORS";

    private const int DefaultAge = 5;
    private static readonly string[] Lists = ["allowMethods", "allowHeaders", "exposeHeaders"];

    public static IEnumerable<JsonObject> Of(JsonNode? policy)
    {
        if (policy is not JsonObject { Count: > 0 })
        {
            yield break;
        }

        var cors = new JsonObject();
        SharedList.Write(cors, "allowOrigins", Origins(policy));
        foreach (var name in Lists)
        {
            SharedList.Write(cors, name, [.. SharedList.Texts(policy[name]).Distinct(StringComparer.Ordinal)]);
        }

        if (policy.Flag("allowCredentials"))
        {
            cors["allowCredentials"] = true;
        }

        cors["maxAge"] = (int?)Durations.Parse(policy.Text("maxAge"))?.TotalSeconds ?? DefaultAge;
        yield return new() { ["type"] = Type, ["cors"] = cors };
    }

    /// <summary>Origins of both of the members that name them.</summary>
    public static IReadOnlyList<string> Origins(JsonNode policy) =>
        [.. SharedList.Texts(policy["allowOrigin"]).Concat(policy.Objects("allowOrigins").Select(each => each.Text("exact")).OfType<string>()).Distinct(StringComparer.Ordinal)];
}
