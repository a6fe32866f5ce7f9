using CanaryMesh.Support.Kubernetes;

namespace CanaryMesh.EndToEnd.Tests.Lost;

/// <summary>An answer that one version of the app goes on giving until this is disposed of.</summary>
internal sealed class OpenStream : IDisposable
{
    private const int MostTries = 200;
    private readonly HttpClient _client;
    private readonly HttpResponseMessage _answer;

    private OpenStream(HttpClient client, HttpResponseMessage answer) => (_client, _answer) = (client, answer);

    /// <summary>Asks the Service web until that version answers.</summary>
    public static async Task<OpenStream> ToAsync(Kubectl kubectl, string version, CancellationToken cancel)
    {
        var service = await kubectl.GetAsync(cancel, "service", "web");
        var address = new Uri($"http://{service["spec"]!["clusterIP"]}:{service["spec"]!["ports"]![0]!["port"]}/stream");
        var client = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
        for (var tries = 0; tries < MostTries; tries++)
        {
            var answer = await client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, cancel);
            if (answer.Headers.TryGetValues("X-Version", out var by) && by.Contains(version))
            {
                return new OpenStream(client, answer);
            }
            answer.Dispose();
        }
        client.Dispose();
        throw new InvalidOperationException($"version {version} answered none of {MostTries} requests");
    }

    public void Dispose()
    {
        _answer.Dispose();
        _client.Dispose();
    }
}
