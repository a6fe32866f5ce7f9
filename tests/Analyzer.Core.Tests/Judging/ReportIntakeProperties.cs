using CanaryMesh.Analyzer.Judging;

namespace CanaryMesh.Analyzer.Core.Tests.Judging;

/// <summary>Reports of several processes that are lost, repeated, delayed and begun anew, in any order.</summary>
public class ReportIntakeProperties
{
    private const int Reports = 60;

    [Fact]
    public void Take_AnyWayOfReports_CountsEachRequestOnce() => Assert.All(Enumerable.Range(1, 100), seed =>
    {
        var random = new Random(seed);
        var intake = new ReportIntake(Counted.Scope);
        var (truth, taken) = (0L, 0L);
        foreach (var instance in Enumerable.Range(0, 3).Select(number => $"proxy-{number}"))
        {
            var sent = Sent(random, instance);
            truth += sent[^1].Rows.Sum(row => row.Tally.Success);
            taken += Arrived(random, sent).Sum(report => intake.Take(report).Sum(row => row.Tally.Success));
        }

        Assert.Equal(truth, taken);
    });

    [Fact]
    public void Take_AnAnalyzerThatRestarts_NeverCountsTwice() => Assert.All(Enumerable.Range(1, 100), seed =>
    {
        var random = new Random(seed);
        var sent = Sent(random, "proxy");
        var until = random.Next(1, Reports - 1);
        var before = new ReportIntake(Counted.Scope);
        var taken = sent.Take(until).Select(before.Take).SelectMany(rows => rows).ToList();
        var after = new ReportIntake(Counted.Scope, taken.Count == 0 ? null : taken.Max(row => row.Key.Policy));
        taken.AddRange(sent.Skip(until).SelectMany(after.Take));

        var lost = sent[until].Rows.Sum(row => row.Tally.Success) - sent[until - 1].Rows.Sum(row => row.Tally.Success);
        var truth = sent[^1].Rows.Sum(row => row.Tally.Success);
        Assert.InRange(taken.Sum(row => row.Tally.Success), truth - lost, truth);
    });

    private static List<InstanceReport> Sent(Random random, string instance)
    {
        var (sent, counts) = (new List<InstanceReport>(), new SortedDictionary<int, long>());
        for (var sequence = 1; sequence <= Reports; sequence++)
        {
            var policy = 1 + (sequence / 20);
            counts[policy] = counts.GetValueOrDefault(policy) + random.Next(5);
            // A request that was drawn under the last policy and ends now.
            counts[Math.Max(1, policy - 1)] = counts.GetValueOrDefault(Math.Max(1, policy - 1)) + random.Next(2);
            sent.Add(new(instance, (ulong)sequence, [.. counts.Select(each => Counted.Canary(Counted.Good(each.Value), 10 * each.Key, new(1, (ulong)each.Key)))]));
        }

        return sent;
    }

    // The last one comes at last.
    private static IEnumerable<InstanceReport> Arrived(Random random, List<InstanceReport> sent) => sent
        .SkipLast(1)
        .SelectMany(report => Enumerable.Repeat(report, random.Next(3)))
        .OrderBy(report => (double)report.Sequence + (4 * random.NextDouble()))
        .Append(sent[^1]);
}
