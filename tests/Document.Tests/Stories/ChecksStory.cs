using System.Text.Json.Nodes;
using CanaryMesh.Document.Tests.Seed;

namespace CanaryMesh.Document.Tests.Stories;

/// <summary>An app under both built-in checks of the document, through one version that fails requests and one that is slow.</summary>
internal static class ChecksStory
{
    private const string Analysis = """
        analysis:
          interval: 2s
          threshold: 2
          stepWeights: [50]

        """;

    private static readonly Lazy<Task<(JsonObject SuccessRate, JsonObject Duration)>> Refused = new(RefuseAsync);

    /// <summary>The check that refused either version.</summary>
    public static Task<(JsonObject SuccessRate, JsonObject Duration)> RefusedAsync() => Refused.Value;

    private static async Task<(JsonObject SuccessRate, JsonObject Duration)> RefuseAsync()
    {
        var app = await DocumentApp.StartAsync("footanalytics-checks", "api-gateway", 4000, _ => Fragments.Canary(
            "footanalytics-checks", "api-gateway", 4000, Analysis, Fragments.Joined(FlaggerDocument.Block("Success Rate"), FlaggerDocument.Block("Request Duration"))));
        return (await RefuseAsync(app, "3", "request-success-rate"), await RefuseAsync(app, "4", "request-duration"));
    }

    private static async Task<JsonObject> RefuseAsync(DocumentApp app, string version, string check)
    {
        await app.TryOutAsync(version);
        await app.PhaseAsync("Failed");
        return await app.CheckAsync(check);
    }
}
