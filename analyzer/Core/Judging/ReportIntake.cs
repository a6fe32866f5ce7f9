namespace CanaryMesh.Analyzer.Judging;

/// <summary>Cumulative reports to what they grew by, process by process: what is late, lost or repeated changes nothing. Nothing is ever
/// counted twice. It lives in memory for one trial; after a restart of the analyzer <paramref name="resumed"/> is the newest policy whose
/// counts the run already holds: what a process had counted under it or an older one is then where counting begins.</summary>
public sealed class ReportIntake(TrialScope scope, PolicyStamp? resumed = null)
{
    private const int MostInstances = 4096;
    private const int MostRows = 512;
    private readonly Dictionary<string, Instance> _instances = new(StringComparer.Ordinal);

    /// <summary>What is new in a report, by key; empty if nothing is.</summary>
    public IReadOnlyList<TallyRow> Take(InstanceReport report)
    {
        if (Known(report.Instance) is not { } instance || report.Sequence <= instance.Sequence)
        {
            return [];
        }

        instance.Sequence = report.Sequence;
        return [.. report.Rows.Take(MostRows).Where(row => scope.Holds(row.Key)).Select(row => new TallyRow(row.Key, Growth(instance, row))).Where(row => !row.Tally.IsEmpty)];
    }

    private Instance? Known(string name)
    {
        if (!_instances.TryGetValue(name, out var instance) && _instances.Count < MostInstances)
        {
            _instances[name] = instance = new();
        }

        return instance;
    }

    private Tally Growth(Instance instance, TallyRow row)
    {
        var before = instance.Last.GetValueOrDefault(row.Key);
        instance.Last[row.Key] = row.Tally;
        return before is not null ? row.Tally.Since(before) ?? row.Tally
            : row.Key.Policy <= resumed ? new()
            : row.Tally;
    }

    private sealed class Instance
    {
        public ulong Sequence { get; set; }

        public Dictionary<TallyKey, Tally> Last { get; } = [];
    }
}
