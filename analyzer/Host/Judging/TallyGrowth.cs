using CanaryMesh.Analyzer.Control;
using CanaryMesh.Api.Control;
using CountKey = CanaryMesh.Analyzer.Control.CountKey;
using SideCounts = CanaryMesh.Analyzer.Control.SideCounts;

namespace CanaryMesh.Analyzer.Judging;

/// <summary>Cumulative counts → what they grew by since they were seen last.</summary>
internal sealed class TallyGrowth
{
    // The proxy itself may have to refuse a request now and then, and then it has no time of the app to say.
    private const long OneUntimedIn = 1000;
    private readonly Dictionary<TallyKey, Tally> _last = [];

    public List<TallyRow> Of(IReadOnlyList<SideCounts> counts, TrialScope scope)
    {
        List<TallyRow> growth = [];
        List<TallyRow> rows = [.. counts.Where(each => scope.Holds(Key(each.Key))).Select(Row)];
        var isTimed = IsTimed(rows);
        foreach (var row in rows)
        {
            var before = _last.GetValueOrDefault(row.Key);
            _last[row.Key] = row.Tally;
            if ((before is null ? row.Tally : row.Tally.Since(before)) is { IsEmpty: false } grown)
            {
                growth.Add(new(row.Key, isTimed ? grown : grown with { Latency = [] }));
            }
        }

        return growth;
    }

    // An older proxy beside the canary does not say its time, and then nobody knows which of its answers were slow. That is looked at over the
    // whole trial: of the blocks of a few requests only those without the canary would stay, which make it look fast.
    private static bool IsTimed(IReadOnlyList<TallyRow> rows)
    {
        var canary = rows.Where(row => row.Key.Side is Side.Canary).Select(row => row.Tally).ToList();
        var success = canary.Sum(tally => tally.Success);
        return success - canary.Sum(tally => tally.Latency.Sum()) <= success / OneUntimedIn;
    }

    private static TallyKey Key(CountKey key) => new(key.Side, key.Route, key.Version, new(key.Policy.Term, key.Policy.Revision), key.EffectiveWeight);

    // The usual histogram has the way to the canary in it, which no version is to blame for, and failures as well: latency is that beside the app.
    private static TallyRow Row(SideCounts counts) => new(
        Key(counts.Key),
        new()
        {
            Drawn = counts.Drawn,
            FellBack = counts.FellBack,
            Success = counts.Success,
            ServerError = counts.ServerError,
            ConnectError = counts.ConnectError,
            Reset = counts.Reset,
            Timeout = counts.Timeout,
            ClientCancel = counts.ClientCancel,
            Latency = counts.Fine,
        });
}
