using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using CanaryMesh.Analyzer.Kubernetes;
using CanaryMesh.Api.Names;

namespace CanaryMesh.Analyzer.Control;

/// <summary>Asks the API server whose token it is, a bounded number at a time, and remembers answers briefly by the token's hash.</summary>
internal sealed class ProxyAuthenticator(IKubeApi api, TimeProvider time) : IProxyAuthenticator, IDisposable
{
    private const int MostInFlight = 50;
    private const int LongestToken = 16 * 1024;
    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private readonly SemaphoreSlim _inFlight = new(MostInFlight);
    private readonly ConcurrentDictionary<string, (Authentication Answer, long At)> _answers = new(StringComparer.Ordinal);
    private long _swept = time.GetTimestamp();

    /// <summary>Most answers that are remembered: what comes beyond them within half a minute is asked again each time.</summary>
    internal int MostRemembered { get; init; } = 16_384;

    internal int RememberedNow => _answers.Count;

    public async Task<Authentication> AuthenticateAsync(string token, CancellationToken cancellation)
    {
        if (token.Length is 0 or > LongestToken)
        {
            return new Authentication.Refused("there is no token of a sensible length");
        }

        var hash = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
        if (_answers.TryGetValue(hash, out var known) && IsFresh(known.At))
        {
            return known.Answer;
        }

        var answer = await AskAsync(token, cancellation);
        if (answer is not Authentication.Unknown)
        {
            Remember(hash, answer);
        }

        return answer;
    }

    public void Dispose() => _inFlight.Dispose();

    private async Task<Authentication> AskAsync(string token, CancellationToken cancellation)
    {
        await _inFlight.WaitAsync(cancellation);
        try
        {
            var body = TokenReview.Ask(token, Installation.ControlAudience);
            var answer = await api.CreateAsync(KubeKind.TokenReviews, null, body, cancellation);
            return TokenReview.Read(answer, token, Installation.ControlAudience);
        }
        finally
        {
            _inFlight.Release();
        }
    }

    // Whoever has no token of ours can send any number of others: they must not fill the memory, nor push the proxies' answers out.
    private void Remember(string hash, Authentication answer)
    {
        if (_answers.Count >= MostRemembered)
        {
            Sweep();
        }

        if (_answers.Count < MostRemembered)
        {
            _answers[hash] = (answer, time.GetTimestamp());
        }
    }

    private void Sweep()
    {
        var last = Volatile.Read(ref _swept);
        if (time.GetElapsedTime(last) < Pause || Interlocked.CompareExchange(ref _swept, time.GetTimestamp(), last) != last)
        {
            return;
        }

        foreach (var (each, stored) in _answers)
        {
            if (!IsFresh(stored.At))
            {
                _answers.TryRemove(each, out _);
            }
        }
    }

    private bool IsFresh(long at) => time.GetElapsedTime(at) < Remembered;
}
