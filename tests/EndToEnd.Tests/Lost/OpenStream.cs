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

    /// <summary>Asks the Service web again and again until that version answers; null if it is too late for that before.</summary>
    public static async Task<OpenStream?> ToAsync(Uri service, string version, Func<bool> isTooLate, TimeSpan within, CancellationToken cancel)
    {
        var stream = new OpenStream(new Uri(service, "stream"));
        await Eventually.TrueAsync(async () => await stream.TryAsync(version, cancel) || isTooLate(), within, $"version {version} streams", cancel);
        if (stream._answer is null)
        {
            stream.Dispose();
            return null;
        }
        return stream;
    }

    private async Task<bool> TryAsync(string version, CancellationToken cancel)
    {
        for (var tries = 0; _answer is null && tries < TriesAtOnce; tries++)
        {
            var answer = await AskAsync(cancel);
            if (answer?.Headers.TryGetValues("X-Version", out var by) == true && by.Contains(version))
            {
                _answer = answer;
            }
            else
            {
                answer?.Dispose();
            }
        }
        return _answer is not null;
    }

    // Whether requests are lost is counted elsewhere.
    private async Task<HttpResponseMessage?> AskAsync(CancellationToken cancel)
    {
        try
        {
            return await _client.GetAsync(_address, HttpCompletionOption.ResponseHeadersRead, cancel);
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    public void Dispose()
    {
        _answer?.Dispose();
        _client.Dispose();
    }
}
