namespace CanaryMesh.Analyzer.Judging;

internal sealed partial class TrialStore
{
    [LoggerMessage(2501, LogLevel.Warning, "{Key}: the comparison begins anew: ConfigMap {Name}: {Why}")]
    private partial void LogAnew(string key, string name, string why);

    [LoggerMessage(2502, LogLevel.Warning, "{Key}: the comparison begins anew: ConfigMap {Name} could not be read: {Code} {Message}")]
    private partial void LogUnread(string key, string name, int code, string message);
}
