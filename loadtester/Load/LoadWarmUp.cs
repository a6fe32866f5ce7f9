using System.Net;
using System.Net.Sockets;

namespace CanaryMesh.LoadTester.Load;

/// <summary>One request to a listener of our own before the first real one: the code that sends is compiled when it is first used, and that
/// time would be blamed on the app.</summary>
internal static class LoadWarmUp
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private static readonly Lazy<Task> Once = new(WarmAsync);

    public static Task EnsureAsync() => Once.Value;

    private static async Task WarmAsync()
    {
        using var deadline = new CancellationTokenSource(Patience);
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        try
        {
            listener.Start();
            await Task.WhenAll(AnswerAsync(listener, deadline.Token), SendAsync(((IPEndPoint)listener.LocalEndpoint).Port, deadline.Token));
        }
        catch (Exception exception) when (exception is SocketException or IOException or OperationCanceledException)
        {
            // Cold is slower at first, and nothing else.
            return;
        }
    }

    private static async Task SendAsync(int port, CancellationToken cancellation)
    {
        var plan = new LoadPlan { Address = new($"http://127.0.0.1:{port}/"), Rate = 1000, Count = 2, Concurrency = 1, Timeout = Patience };
        using var client = new LoadClient(plan, TimeProvider.System);
        await new LoadRun(plan, client.SendAsync, TimeProvider.System).RunAsync(cancellation);
    }

    private static async Task AnswerAsync(TcpListener listener, CancellationToken cancellation)
    {
        using var connection = await listener.AcceptTcpClientAsync(cancellation);
        var stream = connection.GetStream();
        var buffer = new byte[4096];
        while (await stream.ReadAsync(buffer, cancellation) > 0)
        {
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"u8.ToArray(), cancellation);
        }
    }
}
