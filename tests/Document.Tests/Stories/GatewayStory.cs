using System.Text;
using CanaryMesh.Document.Tests.Seed;
using CanaryMesh.Document.Tests.Stage;

namespace CanaryMesh.Document.Tests.Stories;

/// <summary>The API gateway of the document with its Canary, its traffic shifting, a check, its webhooks and its Slack room, through one good
/// version. A minute between steps is two seconds here.</summary>
internal static class GatewayStory
{
    private const string Alerts = """
        alerts:
          - name: deployments
            severity: info
            providerRef: {name: slack, namespace: flagger-system}

        """;

    private static readonly Lazy<Task<DocumentApp>> Promoted = new(PromoteAsync);

    public static Task<DocumentApp> PromotedAsync() => Promoted.Value;

    /// <summary>The Slack block with the address of a room for its placeholder.</summary>
    public static string Slack(Uri room) => FlaggerDocument.Block("Slack Notifications").Replace(
        "<base64-encoded-slack-webhook-url>", Convert.ToBase64String(Encoding.UTF8.GetBytes(room.ToString())), StringComparison.Ordinal);

    private static async Task<DocumentApp> PromoteAsync()
    {
        var stage = await DocumentCluster.StartedAsync();
        await stage.Shell.ApplyAsync(Slack(stage.RoomAddress));
        var app = await DocumentApp.StartAsync("footanalytics", "api-gateway", 4000, _ => Canary());
        await app.TryOutAsync("2");
        await app.PhaseAsync("Succeeded");
        return app;
    }

    private static string Canary() => FlaggerDocument.Block("API Gateway Canary") + Fragments.Under(
        FlaggerDocument.Block("Traffic Shifting Strategy").Replace("interval: 1m", "interval: 2s", StringComparison.Ordinal),
        FlaggerDocument.Block("Success Rate"),
        Fragments.Joined(FlaggerDocument.Block("Pre-rollout Webhooks"), FlaggerDocument.Block("Load Testing Webhooks")),
        Alerts);
}
