using System.Text;
using CanaryMesh.Analyzer.Analysis;
using CanaryMesh.Analyzer.Judging;
using CanaryMesh.Analyzer.Rollouts;

namespace CanaryMesh.Analyzer.Core.Tests.Judging;

public class RecordBoundsTests
{
    private const int Fine = 140;
    private static readonly JudgeSettings Settings = new() { Mode = JudgeMode.Strict };

    [Fact]
    public void Record_OfTheLongestPlanWithFineBucketsFull_IsBelow256KiBAndReplayed()
    {
        var book = new TrialBook(Settings, new(Traffic.Start));
        for (var look = 1; look <= 400; look++)
        {
            var weight = 1 + (look / 5);
            var policy = new PolicyStamp(1, (ulong)weight);
            var latency = Enumerable.Range(0, Fine).Select(bucket => 1_000_000L + bucket).ToList();
            var block = new Block(weight, Side(latency), Side(latency)) { IsOfStep = true, X = 10, Y = 10, A = 1e6, B = 1e6, SlowA = 1e6, SlowB = 1e6, Newest = policy };
            book.Look(new(Traffic.Start.AddSeconds(2 * look), weight, policy, [block, block with { Weight = Math.Max(1, weight - 1), IsOfStep = false }]), Heard.At(Heard.Tick, null, ComparisonVoice.Unknown));
        }

        var checks = Enumerable.Range(0, 32).Select(number => new CheckRecord($"check-{number}", Verdict.Passed, 1, new string('"', 512))).ToList();
        var whole = book.Record("c", "p", "s", checks, [new(Traffic.Start, true, "GET", "/" + new string('<', 300), 500, 3)]);
        var record = RecordBounds.Of(whole);

        Assert.True(Size(whole) > RecordBounds.Most, $"{Size(whole)}");
        Assert.InRange(Size(record), 10_000, 256 * 1024);
        Assert.True(Replay.Of(DecisionRecord.Parse(record.ToJson())!).IsSame);
        Assert.Equal(whole.Decision.Reason, Replay.Of(record).Decision.Reason);
    }

    [Fact]
    public void Record_ThatIsShort_StaysAsItIs()
    {
        var record = JudgedRun.Of(2, Settings, 60).Record("c", "p", "s", [], []);

        Assert.Same(record, RecordBounds.Of(record));
    }

    private static BlockSide Side(IReadOnlyList<long> latency) => new(Fine * 1_000_000L, 10) { Drawn = Fine * 1_000_000L, Latency = latency };

    private static int Size(DecisionRecord record) => Encoding.UTF8.GetByteCount(record.ToJson());
}
