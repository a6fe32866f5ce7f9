namespace CanaryMesh.Analyzer.Telemetry;

internal sealed partial class EventWriter
{
    [LoggerMessage(2401, LogLevel.Warning, "Event {EventReason} was not written: {Code} {Reason}: {Message}")]
    private partial void LogLost(string eventReason, int code, string reason, string message);
}
