using System.Collections.Concurrent;
using CanaryMesh.Analyzer.Control;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Evidence;
using Route = CanaryMesh.Api.Control.Route;
using Side = CanaryMesh.Api.Control.Side;

namespace CanaryMesh.Analyzer.Observing;

/// <summary>What targets usually carry, from what their proxies counted between two ticks that lie some minutes apart; without a trial
/// there may be hours between them. What was drawn for an earlier leader is left out: it all comes at once with a proxy's first report.</summary>
internal sealed class TrafficWatch
{
    // At rest proxies report every 10 s: a shorter time would be of one report more or less.
    private static readonly TimeSpan First = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Apart = TimeSpan.FromMinutes(3);
    private readonly ConcurrentDictionary<RolloutKey, Mark> _marks = [];

    /// <summary>What was counted since the last mark; null while that is too young, or there is none.</summary>
    public UsualTraffic? Of(RolloutKey key, BoardObservation board, DateTimeOffset at, bool isKnown)
    {
        if (board.Asked == PolicyId.None)
        {
            return null;
        }

        var mark = _marks.GetValueOrDefault(key);
        if (mark?.Term == board.Asked.Term && at - mark.At < (isKnown ? Apart : First))
        {
            return null;
        }

        var now = Count(board, at);
        _marks[key] = now;
        return mark is not null && mark.Term == now.Term && now.Requests >= mark.Requests ? Between(mark, now) : null;
    }

    public void Forget(RolloutKey key) => _marks.TryRemove(key, out _);

    private static UsualTraffic Between(Mark before, Mark now)
    {
        var ended = now.Primary - before.Primary;
        return new(
            TwoDigits.Of((now.Requests - before.Requests) / (now.At - before.At).TotalSeconds),
            ended > 0 ? TwoDigits.Of(Math.Clamp((double)(now.Failed - before.Failed) / ended, 0, 1)) : 0,
            now.At);
    }

    private static Mark Count(BoardObservation board, DateTimeOffset at)
    {
        var rows = board.Own.Where(row => row.Key.Route is Route.Split).ToList();
        var primary = rows.Where(row => row.Key.Side is Side.Primary).ToList();
        return new(board.Asked.Term, at, rows.Sum(row => row.Ended), primary.Sum(row => row.Ended - row.ClientCancel), primary.Sum(row => row.Failed));
    }

    private sealed record Mark(ulong Term, DateTimeOffset At, long Requests, long Primary, long Failed);
}
