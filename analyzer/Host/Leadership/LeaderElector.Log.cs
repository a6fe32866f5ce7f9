namespace CanaryMesh.Analyzer.Leadership;

internal sealed partial class LeaderElector
{
    [LoggerMessage(2101, LogLevel.Information, "{Identity} leads, term {Term}")]
    private partial void LogAcquired(string identity, ulong term);

    [LoggerMessage(2102, LogLevel.Information, "{Identity} leads no more, term {Term} is over")]
    private partial void LogOver(string identity, ulong term);

    [LoggerMessage(2103, LogLevel.Warning, "Lease not read or written: {Code} {Reason}: {Message}")]
    private partial void LogLeaseFailed(int code, string reason, string message);

    [LoggerMessage(2104, LogLevel.Error, "The work of term {Term} failed")]
    private partial void LogWorkFailed(Exception exception, ulong term);
}
