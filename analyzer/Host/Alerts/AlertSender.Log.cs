namespace CanaryMesh.Analyzer.Alerts;

internal sealed partial class AlertSender
{
    [LoggerMessage(LogLevel.Warning, "Alert of {Rollout} to {Provider} about {Reason} is lost: {Why}")]
    private partial void LogLost(string rollout, string provider, string reason, string why);
}
