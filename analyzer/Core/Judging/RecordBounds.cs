using System.Text;

namespace CanaryMesh.Analyzer.Judging;

/// <summary>Brings a record down to what an object may hold, whatever the plan and the traffic were: first its oldest looks go into the state
/// from which the others go on, then what nobody needs to come to the verdict.</summary>
public static class RecordBounds
{
    /// <summary>Bytes of a record at most.</summary>
    public const int Most = 240 * 1024;

    private const int ShortQuery = 64;

    /// <summary>The same record, no longer than that.</summary>
    public static DecisionRecord Of(DecisionRecord record)
    {
        while (IsTooLong(record) && record.Looks.Count > 1)
        {
            record = Folded(record, record.Looks.Count / 2);
        }

        return IsTooLong(record)
            ? record with { Samples = [], Curve = [.. record.Curve.TakeLast(16)], Checks = [.. record.Checks.Select(check => check with { Query = check.Query[..Math.Min(check.Query.Length, ShortQuery)] })] }
            : record;
    }

    private static bool IsTooLong(DecisionRecord record) => Encoding.UTF8.GetByteCount(record.ToJson()) > Most;

    private static DecisionRecord Folded(DecisionRecord record, int looks)
    {
        var run = new ComparisonRun(record.Settings, record.From);
        foreach (var look in record.Looks.Take(looks))
        {
            run.Look(look.Input);
        }

        return record with { From = run.State, Looks = [.. record.Looks.Skip(looks)] };
    }
}
