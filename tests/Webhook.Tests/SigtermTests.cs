using System.Net;
using CanaryMesh.Webhook.Serving;
using CanaryMesh.Webhook.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace CanaryMesh.Webhook.Tests;

/// <summary>Told to stop under load, as the signal does: whoever asks until the endpoints have learned of it is answered.</summary>
public sealed class SigtermTests : IAsyncLifetime
{
    private readonly LeavingHost _host = new();

    public Task InitializeAsync() => _host.InitializeAsync();

    public Task DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Sigterm_UnderReviews_FailsNoneUntilTheQuietPeriodEnds()
    {
        var readiness = _host.Services.GetRequiredService<Readiness>();
        using var stop = new CancellationTokenSource();
        var asking = Enumerable.Range(0, 4).Select(_ => Task.Run(() => AskAsync(stop.Token))).ToArray();
        await Task.Delay(100);
        var stopping = _host.StopAsync();
        while (!readiness.IsDraining)
        {
            await Task.Delay(5);
        }

        // The endpoints take a while to learn: half of the quiet period.
        await Task.Delay(LeavingHost.Quiet / 2);
        await stop.CancelAsync();
        var answers = (await Task.WhenAll(asking)).SelectMany(each => each).ToList();
        await stopping;

        Assert.True(answers.Count > 8, $"{answers.Count} answers");
        Assert.All(answers, status => Assert.Equal(HttpStatusCode.OK, status));
    }

    private async Task<List<HttpStatusCode>> AskAsync(CancellationToken stop)
    {
        var answers = new List<HttpStatusCode>();
        while (!stop.IsCancellationRequested)
        {
            var (status, _, response) = await _host.PostAsync("/hold?timeout=10s", WebhookHost.Json(WebhookHost.Review(Some.Managed("web:2"), "CREATE")));
            response.Dispose();
            answers.Add(status);
        }

        return answers;
    }
}
