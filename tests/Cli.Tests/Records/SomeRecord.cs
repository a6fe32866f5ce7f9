using CanaryMesh.Analyzer.Analysis;
using CanaryMesh.Analyzer.Judging;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Cli.Tests.Support;

namespace CanaryMesh.Cli.Tests.Records;

/// <summary>A trial as the analyzer would have judged it: two weights, the second one bad.</summary>
internal static class SomeRecord
{
    public const string Sentence = "Rolled back at 09:59:52, 12 s after 20 %: the sentence of the record";

    public static DecisionRecord RolledBack(string? version = null, DateTimeOffset? at = null)
    {
        var settings = new JudgeSettings { Mode = JudgeMode.Strict };
        var start = (at ?? Some.Now) - TimeSpan.FromSeconds(68);
        var book = new TrialBook(settings, new(start));
        for (var look = 1; look <= 30; look++)
        {
            var (weight, step, drawn) = look <= 20 ? (10, 1UL, 4) : (20, 2UL, 8);
            var failed = look > 25 ? 3 : 0;
            var (canary, primary) = (new BlockSide(drawn, failed) { Drawn = drawn }, new BlockSide(40 - drawn, look % 15 == 0 ? 1 : 0) { Drawn = 40 - drawn });
            var block = new Block(weight, canary, primary) { IsOfStep = true, X = failed, Y = primary.Errors, A = drawn, B = 40 - drawn, Newest = new(7, step) };
            book.Look(new(start.AddSeconds(2 * look), weight, new(7, step), [block]), new(new(look == 20 ? Verdict.Passed : null) { Threshold = 5 }, ComparisonVoice.Unknown, new(TimeSpan.FromSeconds(2 * look), TimeSpan.FromSeconds(60), false)));
        }

        var checks = new[] { new CheckRecord("request-success-rate", Verdict.Passed, 99.5, "sum(rate(http_requests_total{workload=\"api\"}[1m]))") { Min = 99 }, new CheckRecord("gpu", Verdict.Inconclusive, null, "") { Max = 90 } };
        var samples = new[] { new SampleRecord(start.AddSeconds(54.2), true, "GET", "/basket/7", 500, 12) { Pod = "api-canary-1", Trace = "0af7651916cd43dd" }, new SampleRecord(start.AddSeconds(55), false, "POST", "/pay", 0, 10_000) { Pod = "api-1" } };
        return book.Record("version 9876543210", "version 0123456789", Sentence, checks, samples) with
        {
            Rollout = "shop/api",
            Version = version ?? Some.TrialHash,
            Outcome = new(Ruling.RollBack, "WorseThanPrimary"),
            Findings = Findings.All(settings, book.State, "version 9876543210", "version 0123456789"),
        };
    }
}
