using System.Globalization;

namespace CanaryMesh.Proxy.Forwarding;

/// <summary>How long an app needed for the head of its answer, as the proxy beside it saw it: what the way between two proxies takes is
/// held against no version.</summary>
internal struct AppTime
{
    // Nothing honest is longer, and sums of it do not overflow.
    private const long Longest = 24 * 3_600_000_000L;

    private long _head;
    private long? _microseconds;

    /// <summary>Takes what a proxy of ours said off an answer whose head has just arrived. Others may have written it as well: it is taken off whoever
    /// did, and read only where it was asked for.</summary>
    public void Take(IHeaderDictionary headers, bool isAsked)
    {
        if (headers.Remove(OwnHeaders.AppTime, out var said) && isAsked
            && long.TryParse(said.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var microseconds) && microseconds <= Longest)
        {
            _microseconds = microseconds;
            _head = TimeProvider.System.GetTimestamp();
        }
    }

    /// <summary>Says it to the proxy that asked.</summary>
    public static void Say(IHeaderDictionary headers, long started) =>
        headers[OwnHeaders.AppTime] = ((long)TimeProvider.System.GetElapsedTime(started).TotalMicroseconds).ToString(CultureInfo.InvariantCulture);

    /// <summary>Microseconds of the whole answer beside the app, up to now; null if the proxy there did not say its part.</summary>
    public readonly long? UntilNow => _microseconds is { } head ? head + (long)TimeProvider.System.GetElapsedTime(_head).TotalMicroseconds : null;
}
