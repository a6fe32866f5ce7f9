using System.Buffers.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Kubernetes;

namespace CanaryMesh.Analyzer.Control;

/// <summary>The question to the API server, and how its answer is read. A token without our audience is refused: asking again without the
/// audience would let an app's ordinary token in.</summary>
internal static class TokenReview
{
    private const string AccountPrefix = "system:serviceaccount:";

    public static JsonObject Ask(string token, string audience) => new()
    {
        ["apiVersion"] = "authentication.k8s.io/v1",
        ["kind"] = "TokenReview",
        ["spec"] = new JsonObject { ["token"] = token, ["audiences"] = new JsonArray(audience) },
    };

    public static Authentication Read(KubeResult answer, string token, string audience)
    {
        if (!answer.Ok || answer.Object?["status"] is not JsonObject status)
        {
            return new Authentication.Unknown($"the token could not be reviewed: {answer.Reason} {answer.Message}");
        }

        if (status["authenticated"] is not JsonValue said || !said.TryGetValue<bool>(out var authenticated) || !authenticated)
        {
            return new Authentication.Refused("the token is not valid for this audience");
        }

        if (!Texts(status["audiences"]).Contains(audience, StringComparer.Ordinal))
        {
            return new Authentication.Refused("the token was reviewed for another audience");
        }

        return Caller(status["user"] as JsonObject, token);
    }

    private static Authentication Caller(JsonObject? user, string token)
    {
        var account = Text(user?["username"]);
        var extra = user?["extra"] as JsonObject;
        var podName = Texts(extra?["authentication.kubernetes.io/pod-name"]).FirstOrDefault();
        var podUid = Texts(extra?["authentication.kubernetes.io/pod-uid"]).FirstOrDefault();
        if (account is null || !account.StartsWith(AccountPrefix, StringComparison.Ordinal) || podName is null || podUid is null)
        {
            return new Authentication.Refused("the token belongs to no pod");
        }

        var ns = account[AccountPrefix.Length..].Split(':')[0];
        return new Authentication.Proven(new ProxyCaller(ns, podName, podUid, Ends(token)));
    }

    /// <summary>End of a token that was proven valid; null if it does not say.</summary>
    internal static DateTimeOffset? Ends(string token)
    {
        try
        {
            var claims = token.Split('.') is [_, var payload, _] ? JsonNode.Parse(Base64Url.DecodeFromChars(payload)) : null;
            return claims is JsonObject && claims["exp"] is JsonValue value && value.TryGetValue<long>(out var seconds)
                ? DateTimeOffset.FromUnixTimeSeconds(seconds)
                : null;
        }
        catch (Exception exception) when (exception is FormatException or JsonException or ArgumentOutOfRangeException)
        {
            return null;
        }
    }

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static IEnumerable<string> Texts(JsonNode? node) => node is JsonArray array ? array.Select(Text).OfType<string>() : [];
}
