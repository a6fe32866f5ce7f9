using CanaryMesh.Api.Evidence;

namespace CanaryMesh.Analyzer.Judging;

/// <summary>How a canary is judged.</summary>
public sealed record JudgeSettings
{
    /// <summary>Nothing is compared.</summary>
    public static JudgeSettings None { get; } = new() { Mode = JudgeMode.Off };

    /// <summary>What the comparison may do.</summary>
    public JudgeMode Mode { get; init; } = JudgeMode.Advisory;

    /// <summary>What takes a step.</summary>
    public Pace Pace { get; init; } = Pace.Clock;

    /// <summary>What a check means that both sides fail.</summary>
    public SharedCause SharedCause { get; init; } = SharedCause.Blame;

    /// <summary>What a failed window of a built-in check is.</summary>
    public LimitReading Limits { get; init; } = LimitReading.Checks;

    /// <summary>Youngest step that proof may end: pods warm up, caches fill, people look.</summary>
    public TimeSpan Dwell { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Chance that a version within the margins is ever rolled back by comparison, over its whole trial; above 0, below 1.</summary>
    public double Alpha { get; init; } = 0.01;

    /// <summary>No ten seconds alone bring the evidence to what rolls back: a blip is forgiven, and a dead version found later.</summary>
    public bool IsCalm { get; init; }

    /// <summary>What of the stake is on errors; the rest is on latency, in equal parts by level. 0–1, both excluded.</summary>
    public double ErrorsShare { get; init; } = 0.5;

    /// <summary>How many more errors are tolerated.</summary>
    public Margin Errors { get; init; } = Margin.Errors;

    /// <summary>How many more slow requests are tolerated.</summary>
    public Margin Latency { get; init; } = Margin.None;

    /// <summary>By how many buckets slower the canary's requests may be, each of them 9 %.</summary>
    public int LatencyShift { get; init; } = 1;

    /// <summary>By how much slower they may be at least: a tenth of very little is the machine's, not the version's.</summary>
    public TimeSpan LatencyFloor { get; init; } = TimeSpan.FromMilliseconds(2);

    /// <summary>What "not worse" means.</summary>
    public Margin Proof { get; init; } = Margin.Proof;

    /// <summary>By how many buckets a version may be slower that is not worse; never less than <see cref="LatencyFloor"/>.</summary>
    public int ProofShift { get; init; } = 2;

    /// <summary>Evidence that shows a canary not to be worse, metric by metric.</summary>
    public double ProofLevel { get; init; } = 20;

    /// <summary>Evidence from which on a step is held.</summary>
    public double Suspicion { get; init; } = 10;

    /// <summary>Ordinary chance of so many errors below which a step is held.</summary>
    public double Doubt { get; init; } = 0.02;

    /// <summary>Evidence that the share is not what the weight says.</summary>
    public double SplitLevel { get; init; } = 1000;

    /// <summary>How often another part of the stake comes into play.</summary>
    public TimeSpan Restart { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>What is drawn to a side.</summary>
    public SplitUnit Unit { get; init; }

    /// <summary>The most requests that one draw sends to a side; at least 1.</summary>
    public int Burst { get; init; } = 1;
}
