using CanaryMesh.Support;

namespace CanaryMesh.EndToEnd.Tests.Lost;

/// <summary>An answer that one version of the app goes on giving until this is disposed of.</summary>
internal sealed class OpenStream : IDisposable
{
    private const int TriesAtOnce = 10;
    private readonly HttpClient _client = new() { Timeout = Timeout.InfiniteTimeSpan };
    private readonly Uri _address;
    private HttpResponseMessage? _answer;

    private OpenStream(Uri address) => _address = address;

    /// <summary>Asks the Service web again and again until that version answers.</summary>
    public static async Task<OpenStream> ToAsync(Uri service, string version, TimeSpan within, CancellationToken cancel)
    {
        var stream = new OpenStream(new Uri(service, "stream"));
        await Eventually.TrueAsync(() => stream.TryAsync(version, cancel), within, $"version {version} streams", cancel);
        return stream;
    }

    private async Task<bool> TryAsync(string version, CancellationToken cancel)
    {
        for (var tries = 0; _answer is null && tries < TriesAtOnce; tries++)
        {
            var answer = await _client.GetAsync(_address, HttpCompletionOption.ResponseHeadersRead, cancel);
            if (answer.Headers.TryGetValues("X-Version", out var by) && by.Contains(version))
            {
                _answer = answer;
            }
            else
            {
                answer.Dispose();
            }
        }
        return _answer is not null;
    }

    public void Dispose()
    {
        _answer?.Dispose();
        _client.Dispose();
    }
}
