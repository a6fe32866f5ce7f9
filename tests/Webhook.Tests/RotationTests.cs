using System.Net;
using CanaryMesh.Certs;
using CanaryMesh.Webhook.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace CanaryMesh.Webhook.Tests;

/// <summary>CA and leaf rotate while reviews come, each over a connection of its own that trusts what stood in the configuration when it was made.</summary>
public sealed class RotationTests(WebhookHost host) : IClassFixture<WebhookHost>
{
    [Fact]
    public async Task Rotation_UnderReviews_FailsNone()
    {
        var (keeper, store) = (host.Services.GetRequiredService<CertificateKeeper>(), host.Services.GetRequiredService<ICaStore>());
        var old = (await store.ReadAsync(default))!.Material;
        var next = CaLifecycle.Step(null, TimeProvider.System.GetUtcNow())!;
        CaMaterial[] steps =
        [
            old with { NextCertificate = next.Certificates, NextPrivateKey = next.PrivateKey },
            new CaMaterial(next.Certificates + old.Certificates, next.PrivateKey),
            next,
        ];
        using var stop = new CancellationTokenSource();
        var counts = new int[4];
        var asking = Enumerable.Range(0, counts.Length).Select(number => Task.Run(() => AskAsync(keeper, () => Interlocked.Increment(ref counts[number]), stop.Token))).ToArray();
        var leaves = new HashSet<string> { keeper.Current!.Leaf.Thumbprint };
        foreach (var step in steps)
        {
            await store.TryReplaceAsync(step, "1", default);
            await keeper.RefreshAsync(default);
            leaves.Add(keeper.Current.Leaf.Thumbprint);
            await EachAskedAgainAsync(counts);
        }

        await stop.CancelAsync();
        var answers = (await Task.WhenAll(asking)).SelectMany(each => each).ToList();

        Assert.Equal(4, leaves.Count);
        Assert.True(answers.Count > 12, $"{answers.Count} answers");
        Assert.All(answers, status => Assert.Equal(HttpStatusCode.OK, status));
    }

    // As in the product, where a step is observed by everybody before the next.
    private static async Task EachAskedAgainAsync(int[] counts)
    {
        int[] before = [.. counts];
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (counts.Where((count, number) => count < before[number] + 2).Any())
        {
            await Task.Delay(5, limit.Token);
        }
    }

    private async Task<List<HttpStatusCode>> AskAsync(CertificateKeeper keeper, Action asked, CancellationToken stop)
    {
        var answers = new List<HttpStatusCode>();
        while (!stop.IsCancellationRequested)
        {
            // The bundle in the configuration is the one that the last refresh published.
            using var client = host.Connect(keeper.Current!.Bundle);
            using var response = await client.PostAsync(new Uri("/inject?timeout=10s", UriKind.Relative), WebhookHost.Json(WebhookHost.Review(Some.Pod())), CancellationToken.None);
            answers.Add(response.StatusCode);
            asked();
        }

        return answers;
    }
}
