using System.Diagnostics;
using System.Net;
using CanaryMesh.Webhook.Admission;
using CanaryMesh.Webhook.Serving;
using CanaryMesh.Webhook.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace CanaryMesh.Webhook.Tests;

/// <summary>Too much at once is refused at once and said openly; what is refused is counted, and nobody else waits for it.</summary>
public sealed class OverloadTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly SmallHost _host = new();
    private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _inside;

    public async Task InitializeAsync()
    {
        await _host.InitializeAsync();
        _host.Scripted.Script = async (_, cancellation) =>
        {
            Interlocked.Increment(ref _inside);
            await _open.Task.WaitAsync(cancellation);
            return AdmissionAnswer.Pass();
        };
    }

    public async Task DisposeAsync()
    {
        _open.TrySetResult();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task Review_WhenPlacesAndQueueAreFull_IsRefusedAtOnceWithText()
    {
        var waiting = await FillAsync("20s");
        var clock = Stopwatch.StartNew();

        var (status, text, response) = await PostAsync("20s");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(5), $"after {clock.Elapsed}");
        Assert.Equal("text/plain", response.Content.Headers.ContentType!.MediaType);
        Assert.Contains("scripted: overloaded", text, StringComparison.Ordinal);
        Assert.Null(response.Headers.RetryAfter);
        Assert.Contains("canarymesh_webhook_overload_total{webhook=\"scripted\",reason=\"queue-full\"} 1", await MetricsAsync(), StringComparison.Ordinal);

        _open.SetResult();
        Assert.All(await Task.WhenAll(waiting), each => Assert.Equal(HttpStatusCode.OK, each.Status));
        Assert.Equal(HttpStatusCode.OK, (await PostAsync("20s")).Status);
    }

    [Fact]
    public async Task Review_WhileAnotherEntryIsFull_IsAnswered()
    {
        await FillAsync("20s");

        Assert.Equal(HttpStatusCode.OK, (await _host.PostAsync("/hold", WebhookHost.Json(WebhookHost.Review(Some.Deployment())))).Status);
        Assert.Equal(HttpStatusCode.OK, (await _host.PostAsync("/inject", WebhookHost.Json(WebhookHost.Review(Some.Pod())))).Status);
    }

    [Fact]
    public async Task Review_ThatWaitedForHalfOfItsTime_IsRefused()
    {
        var inside = new[] { PostAsync("20s"), PostAsync("20s") };
        await Until(() => Volatile.Read(ref _inside) == 2);
        var clock = Stopwatch.StartNew();

        var (status, text, _) = await PostAsync("1s");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Contains("waited for half of its time", text, StringComparison.Ordinal);
        Assert.True(clock.Elapsed >= TimeSpan.FromSeconds(0.3), $"after {clock.Elapsed}");
        _open.SetResult();
        await Task.WhenAll(inside);
    }

    [Fact]
    public async Task ProbesAndMetrics_WhileEntriesAreFull_Answer()
    {
        await FillAsync("20s");
        var readiness = _host.Services.GetRequiredService<Readiness>();
        readiness.Report("control", null);
        readiness.Report(TrustWorker.Part, null);
        using var client = new HttpClient { BaseAddress = _host.Admin };

        using var ready = await client.GetAsync(new Uri("/readyz", UriKind.Relative));

        Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
        Assert.Contains("canarymesh_webhook_overload_total", await MetricsAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task OwnCall_ThatIsRefusedForOverload_IsNoFault()
    {
        using var busy = new BusyListener("HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        using var broken = new BusyListener("HTTP/1.1 500 Internal Server Error\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");

        Assert.Null(await Call(busy).FaultAsync(busy.Bundle, default));
        Assert.NotNull(await Call(broken).FaultAsync(broken.Bundle, default));
    }

    private static SelfCall Call(BusyListener listener) => new(Some.Surroundings with { Port = listener.Port }, TimeProvider.System);

    private async Task<Task<(HttpStatusCode Status, string Text, HttpResponseMessage Response)>[]> FillAsync(string timeout)
    {
        Task<(HttpStatusCode, string, HttpResponseMessage)>[] posts = [.. Enumerable.Range(0, 4).Select(_ => PostAsync(timeout))];
        await Until(() => Volatile.Read(ref _inside) == 2 && _host.Services.GetRequiredService<AdmissionEndpoints>().Waiting("scripted") == 2);
        return posts;
    }

    private Task<(HttpStatusCode Status, string Text, HttpResponseMessage Response)> PostAsync(string timeout) =>
        _host.PostAsync("/scripted?timeout=" + timeout, WebhookHost.Json(WebhookHost.Review(Some.Pod())));

    private async Task<string> MetricsAsync()
    {
        using var client = new HttpClient { BaseAddress = _host.Admin };
        return await client.GetStringAsync(new Uri("/metrics", UriKind.Relative));
    }

    private static async Task Until(Func<bool> reached)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (!reached())
        {
            await Task.Delay(5, limit.Token);
        }
    }
}
