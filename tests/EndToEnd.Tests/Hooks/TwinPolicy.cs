using System.Globalization;
using System.Text.Json.Nodes;
using CanaryMesh.Support;
using CanaryMesh.Support.Kubernetes;

namespace CanaryMesh.EndToEnd.Tests.Hooks;

/// <summary>A NetworkPolicy that names the target of a rollout which waits for a person, and what is said of the copy meanwhile.</summary>
internal static class TwinPolicy
{
    public const string Manifest = """
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: {name: front}
        spec:
          podSelector: {matchLabels: {app: web}}
          policyTypes: [Ingress]
          ingress: [{}]
        """;

    private static readonly TimeSpan Within = TimeSpan.FromSeconds(60);

    /// <summary>In mid-trial: it was there before the copy, and follows its policy.</summary>
    public static async Task AssertFollowsAsync(Kubectl kubectl)
    {
        var twin = Assert.Single(await TwinsAsync(kubectl));
        var copy = await kubectl.GetAsync(CancellationToken.None, "deploy", "web-canary");
        Assert.Equal("web-canary", (string?)twin["spec"]!["podSelector"]!["matchLabels"]!["app"]);
        Assert.True(Made(twin) <= Made(copy), "the policy was there before any pod of the copy");

        await kubectl.RunAsync(CancellationToken.None, "patch", "networkpolicy", "front", "--type=merge", "-p", """{"spec":{"ingress":[{},{"ports":[{"port":9999}]}]}}""");
        await Eventually.TrueAsync(
            async () => (await TwinsAsync(kubectl)).Exists(each => each["spec"]!["ingress"]!.AsArray().Count == 2), Within, "the twin follows its policy", CancellationToken.None);
    }

    /// <summary>After the trial.</summary>
    public static Task AssertGoneAsync(Kubectl kubectl) =>
        Eventually.TrueAsync(async () => (await TwinsAsync(kubectl)).Count == 0, Within, "the twin goes with the trial", CancellationToken.None);

    private static async Task<List<JsonObject>> TwinsAsync(Kubectl kubectl) =>
        [.. (await kubectl.GetAsync(CancellationToken.None, "networkpolicies"))["items"]!.AsArray().OfType<JsonObject>().Where(each => (string?)each["metadata"]!["name"] != "front")];

    private static DateTimeOffset Made(JsonObject thing) => DateTimeOffset.Parse((string)thing["metadata"]!["creationTimestamp"]!, CultureInfo.InvariantCulture);
}
