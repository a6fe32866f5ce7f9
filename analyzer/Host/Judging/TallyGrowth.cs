using CanaryMesh.Analyzer.Control;
using CanaryMesh.Api.Control;
using CountKey = CanaryMesh.Analyzer.Control.CountKey;
using SideCounts = CanaryMesh.Analyzer.Control.SideCounts;

namespace CanaryMesh.Analyzer.Judging;

/// <summary>Cumulative counts → what they grew by since they were seen last.</summary>
internal sealed class TallyGrowth
{
    private readonly Dictionary<TallyKey, Tally> _last = [];

    public List<TallyRow> Of(IReadOnlyList<SideCounts> counts, TrialScope scope)
    {
        List<TallyRow> growth = [];
        foreach (var row in counts.Where(each => scope.Holds(Key(each.Key))).Select(Row))
        {
            var before = _last.GetValueOrDefault(row.Key);
            _last[row.Key] = row.Tally;
            if ((before is null ? row.Tally : row.Tally.Since(before)) is { IsEmpty: false } grown)
            {
                growth.Add(new(row.Key, grown));
            }
        }

        return growth;
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
