using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using CanaryMesh.Webhook.Tests.Support;

namespace CanaryMesh.Webhook.Tests;

/// <summary>Bodies that come slowly, or are large, over sockets of our own: they take no place, and not for ever anything else.</summary>
public sealed class SlowBodyTests : IAsyncLifetime
{
    private readonly SmallHost _host = new();

    public Task InitializeAsync() => _host.InitializeAsync();

    public Task DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Bodies_ThatDoNotCome_TakeNoPlaceAndAreCutAtTheDeadline()
    {
        List<(TcpClient Client, SslStream Stream)> slow = [];
        for (var count = 0; count < 8; count++)
        {
            slow.Add(await ConnectAsync("POST /scripted?timeout=1s HTTP/1.1\r\nHost: webhook\r\nContent-Type: application/json\r\nContent-Length: 5000\r\n\r\n{"));
        }

        var (status, _, _) = await _host.PostAsync("/scripted?timeout=1s", WebhookHost.Json(WebhookHost.Review(Some.Pod())));
        Assert.Equal(System.Net.HttpStatusCode.OK, status);

        foreach (var (client, stream) in slow)
        {
            var answer = await ReadAsync(stream);
            Assert.StartsWith("HTTP/1.1 408", answer, StringComparison.Ordinal);
            Assert.Contains("Connection: close", answer, StringComparison.Ordinal);
            Assert.Contains("did not arrive within its time", answer, StringComparison.Ordinal);
            await stream.DisposeAsync();
            client.Dispose();
        }
    }

    [Fact]
    public async Task Bodies_ThatHoldAllTheRoom_AreRefusedAndGiveItBack()
    {
        var large = WebhookHost.Review(Some.Pod().With(pod => pod["metadata"]!["annotations"]!["large"] = new string('x', 600 * 1024)));
        using var content = WebhookHost.Json(large);
        var (client, held) = await ConnectAsync(
            $"POST /scripted?timeout=5s HTTP/1.1\r\nHost: webhook\r\nContent-Type: application/json\r\nContent-Length: {large.Length}\r\n\r\n{large[..(400 * 1024)]}");
        var refused = await EventuallyAsync(large, System.Net.HttpStatusCode.ServiceUnavailable);
        await held.DisposeAsync();
        client.Dispose();

        Assert.Contains("too many large reviews", refused, StringComparison.Ordinal);
        await EventuallyAsync(large, System.Net.HttpStatusCode.OK);
    }

    private async Task<string> EventuallyAsync(string review, System.Net.HttpStatusCode wanted)
    {
        for (var turn = 0; turn < 200; turn++)
        {
            var (status, text, _) = await _host.PostAsync("/scripted?timeout=5s", WebhookHost.Json(review));
            if (status == wanted)
            {
                return text;
            }

            await Task.Delay(20);
        }

        throw new InvalidOperationException($"never {wanted}");
    }

    private async Task<(TcpClient, SslStream)> ConnectAsync(string sent)
    {
        var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", _host.Client.BaseAddress!.Port);
        var stream = new SslStream(client.GetStream(), leaveInnerStreamOpen: false, (_, _, _, _) => true);
        await stream.AuthenticateAsClientAsync(Some.Surroundings.ServiceName);
        await stream.WriteAsync(Encoding.ASCII.GetBytes(sent));
        return (client, stream);
    }

    private static async Task<string> ReadAsync(SslStream stream)
    {
        using var reader = new StreamReader(stream, Encoding.ASCII);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        return await reader.ReadToEndAsync(limit.Token);
    }
}
