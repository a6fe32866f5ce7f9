using System.Text.Json.Nodes;

namespace CanaryMesh.EndToEnd.Tests.Routes;

/// <summary>A route that was there first, with a rule of its team's that moves requests: that rule holds all the while, and the object is given
/// back as it was when the Canary is deleted in a trial.</summary>
internal static class AdoptedTrial
{
    /// <summary>What the team's own rule of everybody says, and what is to hold in a trial as well.</summary>
    public const string Timeout = "9s";

    /// <summary>The route as it was is <paramref name="before"/>; <paramref name="timeout"/> finds what the last of its rules says of that.</summary>
    public static async Task RunAsync(RoutedApp app, string version, JsonObject before, Func<JsonNode, JsonNode?> timeout)
    {
        var kind = ((string)before["kind"]!).ToLowerInvariant();
        await AssertMovedAsync(app);
        var begun = await app.TryOutAsync(version, "adopted");
        await AssertMovedAsync(app);
        Assert.Equal(Timeout, (string?)timeout((await app.GetAsync(kind))["spec"]!));

        await GivenBack.DeleteAsync(app);

        await AssertMovedAsync(app);
        Assert.Equal([$"{kind}.{((string)before["apiVersion"]!).Split('/')[0]}/web"], (await GivenBack.RoutesAsync(app)));
        Assert.Equal(Written(before), Written(await app.GetAsync(kind)));
        app.AssertNothingLost(begun);
    }

    private static async Task AssertMovedAsync(RoutedApp app)
    {
        var answer = await app.Client.AskAsync("/moved");
        Assert.Equal((301, "/here"), (answer.Status, new Uri(answer.Location).AbsolutePath));
    }

    private static string Written(JsonObject route) =>
        $"{route["spec"]!.ToJsonString()} {route["metadata"]!["labels"]?.ToJsonString()} {route["metadata"]!["annotations"]!.ToJsonString()} {route["metadata"]!["ownerReferences"]?.ToJsonString()}";
}
