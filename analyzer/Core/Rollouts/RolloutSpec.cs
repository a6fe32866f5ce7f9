using CanaryMesh.Analyzer.Analysis;
using CanaryMesh.Analyzer.Gates;
using CanaryMesh.Analyzer.Judging;

namespace CanaryMesh.Analyzer.Rollouts;

/// <summary>What a Canary asks for, validated and with its defaults.</summary>
public sealed record RolloutSpec
{
    /// <summary>Name of the target Deployment.</summary>
    public required string Target { get; init; }

    /// <summary>Time between looks at a step; positive.</summary>
    public required TimeSpan Interval { get; init; }

    /// <summary>Failed checks that roll back; at least 1.</summary>
    public required int Threshold { get; init; }

    /// <summary>The threshold as the Canary gives it; 0 counts as 1, and a change to it ends a run.</summary>
    public int GivenThreshold { get; init; } = 1;

    /// <summary>Looks in a row without data that end the trial; null: none do.</summary>
    public int? InconclusiveThreshold { get; init; }

    /// <summary>Looks in a row without an answer of a metric source that end the trial; null: none do.</summary>
    public int? ErroredThreshold { get; init; }

    /// <summary>Which weights are taken in turn.</summary>
    public required StepPlan Steps { get; init; }

    /// <summary>Fewest passed checks before promotion; 0 asks for no more than the weights do.</summary>
    public int Iterations { get; init; }

    /// <summary>How many of them are passed at weight 0, before any user meets the version.</summary>
    public int ChecksAtZero { get; init; }

    /// <summary>Share of the primary's requests of which the copy gets a copy while it is checked at weight 0; percent.</summary>
    public int MirrorWeight { get; init; }

    /// <summary>Weight given back per interval on promotion; 0 is as fast as the primary's new pods become ready.</summary>
    public int StepWeightPromotion { get; init; }

    /// <summary>Percent of the primary's pods that have to be available for a promotion to be complete; 0–100.</summary>
    public int PrimaryReadyThreshold { get; init; } = 100;

    /// <summary>Percent of the copy's pods that have to be ready for the next weight; 0–100.</summary>
    public int CanaryReadyThreshold { get; init; } = 100;

    /// <summary>Who goes where before the weights are asked.</summary>
    public TrafficRules Traffic { get; init; } = new();

    /// <summary>What is checked at each step.</summary>
    public IReadOnlyList<MetricCheck> Checks { get; init; } = [];

    /// <summary>How the version is compared with the primary beside the checks.</summary>
    public JudgeSettings Judging { get; init; } = JudgeSettings.None;

    /// <summary>Time within which a copy must be ready and a promotion must move.</summary>
    public TimeSpan ProgressDeadline { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Longest trial, gates included; null is no limit. Positive.</summary>
    public TimeSpan? AnalysisTimeout { get; init; }

    /// <summary>How long a step may be held; null is no limit.</summary>
    public HoldLimit? Hold { get; init; }

    /// <summary>Hooks, in the order of the list.</summary>
    public IReadOnlyList<Hook> Hooks { get; init; } = [];

    /// <summary>Somebody is to be told of it.</summary>
    public bool HasAlerts { get; init; }

    /// <summary>Roll new versions without analysis.</summary>
    public bool SkipAnalysis { get; init; }

    /// <summary>skipAnalysis is written, and false: becoming so restarts the analysis.</summary>
    public bool Resets { get; init; }

    /// <summary>Leave everything as it is.</summary>
    public bool Suspended { get; init; }

    /// <summary>How a version comes to its users. All its checks at weight 0, then everybody: blue/green, whatever wrote it.</summary>
    public StrategyKind Strategy => this switch
    {
        { Traffic.LanesOnly: true } => StrategyKind.AbTest,
        { Iterations: > 0, Steps: { Weights.Count: 0 } steps } when ChecksAtZero == Iterations && (steps.MaxWeight == 0 || steps.StepWeight == 100) => StrategyKind.BlueGreen,
        _ => StrategyKind.Canary,
    };

    /// <summary>The hooks of one type, in the order of the list.</summary>
    public IEnumerable<Hook> HooksOf(HookType type) => Hooks.Where(hook => hook.Type == type);
}

/// <summary>The weights of a rollout: explicit ones, or a step and a maximum. Percent, 1–100; a maximum of 0 is a rollout without any.</summary>
public sealed record StepPlan(int StepWeight, int MaxWeight, IReadOnlyList<int> Weights);
