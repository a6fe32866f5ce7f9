namespace CanaryMesh.Analyzer.Kubernetes;

internal sealed partial class WatchCache
{
    [LoggerMessage(2001, LogLevel.Warning, "List of {Kind} refused: {Code} {Reason}: {Message}")]
    private partial void LogListRefused(KubeKind kind, int code, string reason, string message);

    [LoggerMessage(2002, LogLevel.Debug, "Watch of {Kind} ended: {End} after {Lines} lines")]
    private partial void LogStreamEnded(KubeKind kind, WatchEnd end, int lines);

    [LoggerMessage(2003, LogLevel.Error, "A receiver of {Kind} failed; listing again")]
    private partial void LogRoundFailed(Exception exception, KubeKind kind);

    [LoggerMessage(2004, LogLevel.Warning, "{Kind} of namespace {Namespace} may not be listed: {Code}: {Message}; nothing is done in it until they are")]
    private partial void LogNamespaceRefused(KubeKind kind, string @namespace, int code, string message);
}
