namespace CanaryMesh.Analyzer.Judging;

/// <summary>When a decision was taken, when its step began, at which weight in percent, and between whom.</summary>
public sealed record Moment(DateTimeOffset At, DateTimeOffset StepStartedAt, int Weight, string Canary, string Primary)
{
    /// <summary>What the checks say.</summary>
    public string Checks { get; init; } = "";

    /// <summary>Canary requests until shown not worse; 0 if it is, null if <see cref="Outlook"/> says why nobody knows.</summary>
    public double? RequestsLeft { get; init; }

    /// <summary>What can be said of that.</summary>
    public Outlook Outlook { get; init; }

    /// <summary>What the proxies counted that have shut the canary out; null if none has.</summary>
    public Ejection? Ejected { get; init; }

    /// <summary>Requests of the canary per second.</summary>
    public double RequestRate { get; init; }
}
