namespace CanaryMesh.Analyzer.Judging;

internal sealed partial class JudgedShelf
{
    [LoggerMessage(2503, LogLevel.Warning, "{Key}: ConfigMap {Name} is not ours: what is found of this version is not kept")]
    private partial void LogForeign(string key, string name);

    [LoggerMessage(2504, LogLevel.Warning, "{Key}: ConfigMap {Name} could not be written, it is tried again at the next tick: {Code} {Reason}: {Message}")]
    private partial void LogUnwritten(string key, string name, int code, string reason, string message);
}
