using CanaryMesh.Analyzer.Rollouts;

namespace CanaryMesh.Analyzer.Reconciling;

internal sealed partial class RolloutReconciler
{
    [LoggerMessage(2001, LogLevel.Information, "Tick {Key}: {PhaseBefore} → {Phase}, verdict {Verdict}, {Reason}, weight {WeightBefore} → {Weight}, [{Actions}] {Sentence} ({Milliseconds} ms)")]
    private partial void LogTick(
        string key, RolloutPhase phaseBefore, RolloutPhase phase, string verdict, string reason, int weightBefore, int weight, string actions, string sentence, long milliseconds);

    [LoggerMessage(2002, LogLevel.Warning, "Tick {Key}: the API server refused a write: {Code} {Reason}: {Message}")]
    private partial void LogRefused(string key, int code, string reason, string message);
}
