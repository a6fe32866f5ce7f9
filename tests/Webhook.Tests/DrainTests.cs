using CanaryMesh.Webhook.Serving;
using CanaryMesh.Webhook.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace CanaryMesh.Webhook.Tests;

public sealed class DrainTests(WebhookHost host) : IClassFixture<WebhookHost>
{
    [Fact]
    public async Task Review_WhileDraining_IsAnsweredAndTheConnectionClosed()
    {
        var readiness = host.Services.GetRequiredService<Readiness>();
        readiness.Drain();

        var (status, _, response) = await host.PostAsync("/inject", WebhookHost.Json(WebhookHost.Review(Some.Pod())));

        Assert.Equal(System.Net.HttpStatusCode.OK, status);
        Assert.True(response.Headers.ConnectionClose);
        Assert.False(readiness.IsReady);
    }
}
